import type { Command } from 'commander'
import { sayFaults } from './crash.js'
import { finish } from './finish.js'
import { addOutputOptions, planOutputs, writeOutputs } from './outputs.js'

/** `diagnose <report.json>`: everything after the look, again and offline. */
export function addDiagnose(program: Command): void {
  const command = program
    .command('diagnose')
    .summary('judge a saved report again, without the server')
    .description(
      'Reads a report that check --reporter json wrote, and diagnoses it again without the server.',
    )
    .argument('<report.json>', 'a saved report, also of another version')
  const wishes = addOutputOptions(command)
  command.action(async (file: string, options: { readonly color: boolean }) => {
    const outputs = await planOutputs(wishes)
    const { readReport } = await import('../run/read-report.js')
    const { diagnose, exitStatus } = await import('../run/library.js')
    const report = diagnose(await readReport(file))
    await writeOutputs(report, outputs, options.color)
    sayFaults(report)
    await finish(exitStatus(report))
  })
}
