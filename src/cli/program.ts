import { Command, CommanderError } from 'commander'
import { tool } from '../run/tool.js'
import { UsageError } from '../run/usage-error.js'
import { addCheck } from './check.js'
import { addDemo } from './demo.js'
import { addDiagnose } from './diagnose.js'
import { addExplain } from './explain.js'
import { addFixture } from './fixture.js'
import { finish } from './finish.js'
import { addList } from './list.js'
import { addMock } from './mock.js'
import { addRegress } from './regress.js'
import { catchCrashes, sayCrash } from './crash.js'
import { addShow } from './show.js'
import { usageSentence } from './usage-sentence.js'

/** The whole command line. Only commander is loaded here; each command loads the rest when it runs. */
function program(): Command {
  const command = new Command(tool.name)
    .description('Says why an FTPS connection fails, who can change it, and what exactly to change.')
    .version(tool.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .addHelpText('after', '\nTry it without a server of your own: ftps-doctor demo')
  command.commandsGroup('A server:')
  addCheck(command)
  addDiagnose(command)
  addShow(command)
  addExplain(command)
  command.commandsGroup('My software:')
  addMock(command)
  addFixture(command)
  command.commandsGroup('This tool:')
  addDemo(command)
  addList(command)
  addRegress(command)
  command.helpCommand('help [command]', 'print the help of a command')
  return command
}

/** Runs one command line and ends the process with an exit status of the README. */
export async function run(argv: readonly string[]): Promise<void> {
  catchCrashes()
  try {
    const command = program()
    if (argv.length <= 2) throw new UsageError('no command; try: ftps-doctor demo, or ftps-doctor --help')
    await command.parseAsync(argv)
  } catch (error) {
    await finish(statusOf(error))
  }
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0
  if (error instanceof CommanderError || error instanceof UsageError) {
    process.stderr.write(`${tool.name}: ${usageSentence(error)}\n`)
    return 2
  }
  return sayCrash(error)
}
