import type { Command } from 'commander'
import type { Report } from '../model/report.js'
import { sayFaults } from './crash.js'
import { finish } from './finish.js'
import { addOutputOptions, planOutputs, writeOutputs } from './outputs.js'

/** `diagnose <report.json ...>`: everything after the look, again and offline; several are joined. */
export function addDiagnose(program: Command): void {
  const command = program
    .command('diagnose')
    .summary('judge saved reports again, without the server')
    .description(
      'Reads a report that check --reporter json wrote, and diagnoses it again without the server. Reports of one server from several places (from outside, on its own machine, on a hotspot) are joined: what only one place meets tells whose it is; a place is called what its file is.',
    )
    .argument('<report.json...>', 'a saved report, also of another version; several of one server')
  const wishes = addOutputOptions(command)
  command.action(async (files: readonly string[], options: { readonly color: boolean }) => {
    const outputs = await planOutputs(wishes)
    const report = await diagnosed(files)
    await writeOutputs(report, outputs, options.color)
    sayFaults(report)
    const { exitStatus } = await import('../run/library.js')
    await finish(exitStatus(report))
  })
}

async function diagnosed(files: readonly string[]): Promise<Report> {
  const { readReport } = await import('../run/read-report.js')
  const { joinPlaces, namesOfPlaces } = await import('../run/join.js')
  const names = namesOfPlaces(files)
  const recordings = await Promise.all(files.map(readReport))
  return joinPlaces(recordings.map((recording, index) => ({ place: names[index] ?? '', recording })))
}
