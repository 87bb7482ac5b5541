import type { LogDiagnosis } from '../model/log-diagnosis.js'
import type { Report } from '../model/report.js'
import { diagnoseLog } from './diagnose-log.js'
import { joinPlaces, namesOfPlaces } from './join.js'
import type { JudgeOptions } from './judge.js'
import { readText, recordingOf, shownName } from './read-report.js'
import { UsageError } from './usage-error.js'

/** What `diagnose` makes of files: a report of one or several places, or what a client's log speaks for. */
export type Diagnosed =
  | { readonly is: 'report'; readonly report: Report }
  | { readonly is: 'log'; readonly diagnosis: LogDiagnosis }

/** Reports of one server are joined; of logs there is one. A UsageError says what is neither. */
export async function diagnoseFiles(
  files: readonly string[],
  options: JudgeOptions = {},
): Promise<Diagnosed> {
  const texts = await Promise.all(files.map(file => readText(file, shownName(file))))
  const foreign = texts.findIndex(text => !isJson(text))
  const file = files[foreign]
  if (file !== undefined) return { is: 'log', diagnosis: logOf(texts[foreign] ?? '', file, files.length) }
  const names = namesOfPlaces(files)
  const recordings = await Promise.all(
    texts.map((text, index) => recordingOf(text, shownName(files[index] ?? ''))),
  )
  const places = recordings.map((recording, index) => ({ place: names[index] ?? '', recording }))
  const report = joinPlaces(places, options)
  return { is: 'report', report }
}

/** A cut one is still meant to be a report; a log of curl may begin with the bytes that it counts. */
function isJson(text: string): boolean {
  if (/^\uFEFF?\s*\{ \[(?:\d+ bytes data|data not shown)\]/.test(text)) return false
  return /^\uFEFF?\s*(?:[[{"]|null\b|$)/.test(text) && !/^\s*\[\d/.test(text)
}

function logOf(text: string, file: string, files: number): LogDiagnosis {
  const name = shownName(file)
  const diagnosis = diagnoseLog(text)
  if (diagnosis === undefined)
    throw new UsageError(
      `${name} is neither a report (check --reporter json writes one) nor a log of curl (-v), FileZilla, lftp (-d) or WinSCP`,
    )
  if (files > 1)
    throw new UsageError(`${name} is a log of ${diagnosis.log.client}: only reports can be joined`)
  return diagnosis
}
