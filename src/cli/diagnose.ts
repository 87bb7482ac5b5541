import type { Command } from 'commander'
import type { LogDiagnosis } from '../model/log-diagnosis.js'
import type { FormatOptions } from '../model/report.js'
import { UsageError } from '../run/usage-error.js'
import { sayFaults } from './crash.js'
import { finish } from './finish.js'
import { addOutputOptions, planOutputs, writeOutputs, writeTexts, type Output } from './outputs.js'

interface Options {
  readonly color: boolean
  readonly blind?: boolean
}

const exitStatusHelp = `
Exit status of reports, joined or not: as of check. Of a log: 0 its last transfer came to its
end, 1 it speaks for something wrong, 2 it is the log of no client that is known, 3 no line of
it speaks of anything that is known.

  ftps-doctor diagnose report.json
  ftps-doctor diagnose office.json hotspot.json
  ftps-doctor diagnose curl.log`

/** `diagnose <report.json ...>`: everything after the look, again and offline; several are joined. `diagnose <log>`: what a client's log speaks for. */
export function addDiagnose(program: Command): void {
  const command = program
    .command('diagnose')
    .summary("judge saved reports, or a client's log, without the server")
    .description(
      "Reads a report that check --reporter json wrote, and diagnoses it again without the server. Reports of one server from several places (from outside, on its own machine, on a hotspot) are joined: what only one place meets tells whose it is; a place is called what its file is. Of a client's log (curl -v, lftp -d, FileZilla, WinSCP) it says what it is likely to be, and what would prove it.",
    )
    .argument('<file...>', 'a saved report, several of one server, or a log')
    .option('--blind', 'say what it is like without its greeting, by what it does alone')
  const wishes = addOutputOptions(command)
  command.addHelpText('after', exitStatusHelp)
  command.action(async (files: readonly string[], { color, blind = false }: Options) => {
    const outputs = await planOutputs(wishes)
    const { diagnoseFiles } = await import('../run/read-saved.js')
    const diagnosed = await diagnoseFiles(files, { blind })
    if (diagnosed.is === 'log') {
      await writeLog(diagnosed.diagnosis, outputs, color)
      await finish(logStatus(diagnosed.diagnosis))
    } else {
      await writeOutputs(diagnosed.report, outputs, color)
      sayFaults(diagnosed.report)
      const { exitStatus } = await import('../run/library.js')
      await finish(exitStatus(diagnosed.report))
    }
  })
}

/** What broke counts; else that a transfer came to its end. */
function logStatus({ findings, transferred }: LogDiagnosis): number {
  if (findings.some(({ severity }) => severity === 'error')) return 1
  return transferred === undefined ? 3 : 0
}

/** A log has no ways and no observations: of the formats only these two can show it. */
async function writeLog(diagnosis: LogDiagnosis, outputs: readonly Output[], colour: boolean): Promise<void> {
  const { logDiagnosisText } = await import('../../reports/text/log-diagnosis.js')
  const { jsonText } = await import('../../reports/formats/json.js')
  const shows: Readonly<Record<string, (options: FormatOptions) => string>> = {
    text: options => logDiagnosisText(diagnosis, options),
    json: () => jsonText(diagnosis),
  }
  const unfit = outputs.find(({ format }) => shows[format] === undefined)
  if (unfit !== undefined) throw new UsageError(`a log is shown as text or json, not as ${unfit.format}`)
  await writeTexts(outputs, colour, (format, options) => shows[format]?.(options) ?? '')
}
