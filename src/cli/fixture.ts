import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { Fixture } from '../model/fixture.js'
import { why } from '../run/file-trouble.js'
import { tool } from '../run/tool.js'
import { UsageError } from '../run/usage-error.js'
import { finish, print } from './finish.js'

const examples = `
The server behaves as the recorded one did: the same replies, the same 80 ways,
the same findings. No password and no listing gets in, names and addresses are
replaced; what no program can know for a name, as a firm's in a greeting, is left:
read the file before you give it away.

  ftps-doctor check ftp.partner.example --user me --output partner-report.json
  ftps-doctor fixture from partner-report.json --output partner.json
  ftps-doctor mock serve partner.json
  ftps-doctor regress partner.json`

/** `fixture from <report.json>`: a server for tests, made of what a check recorded. */
export function addFixture(program: Command): void {
  const fixture = program
    .command('fixture')
    .summary('make a server for your tests out of a saved report')
    .description('Makes servers for tests out of saved reports.')
  fixture
    .command('from')
    .description('Makes a server out of a report that check --reporter json wrote: mock serve starts it.')
    .argument('<report.json>', 'a saved report, also of another version')
    .option('--output <file.json>', 'write it there instead of stdout')
    .addHelpText('after', examples)
    .action(async (file: string, { output }: { readonly output?: string }) => {
      if (output?.endsWith('.json') === false)
        throw new UsageError(`--output wants a name that ends in .json, as mock serve does, not ${output}`)
      const { makeFixture } = await import('../run/fixture/make-fixture.js')
      const made = await makeFixture(file)
      await write(made, output)
      for (const sentence of made.unlike) process.stderr.write(`${tool.name}: ${sentence}\n`)
      await finish(0)
    })
  fixture.allowExcessArguments().action(() => {
    throw new UsageError('fixture wants: from <report.json>; see ftps-doctor fixture --help')
  })
}

async function write(fixture: Fixture, output: string | undefined): Promise<void> {
  const text = `${JSON.stringify(fixture, null, 2)}\n`
  if (output === undefined) return print(text)
  try {
    writeFileSync(output, text)
  } catch (error) {
    throw new UsageError(`cannot write ${output}: ${why(error)}`)
  }
}
