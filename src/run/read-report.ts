import { readFile, stat } from 'node:fs/promises'
import type { Recording } from '../model/report.js'
import { why } from './file-trouble.js'
import { UsageError } from './usage-error.js'

/** A JSON report over this size is not read: none of ours comes near. */
const maximumBytes = 256 * 1024 * 1024

/** The report of an earlier run, perhaps by another version, checked against the published schema before anything looks into it. */
export async function readReport(file: string): Promise<Recording> {
  const name = shownName(file)
  return recordingOf(await readText(file, name), name)
}

/** A file's name as a sentence may have it. */
export function shownName(file: string): string {
  return JSON.stringify(file).slice(1, -1)
}

export async function recordingOf(text: string, name: string): Promise<Recording> {
  return checkedRecording(parse(text, name), name)
}

/** A UsageError says why it cannot be read. */
export async function readText(file: string, name: string): Promise<string> {
  try {
    if ((await stat(file)).size > maximumBytes) throw new UsageError(`${name} is too large to be a report`)
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`cannot read ${name}: ${why(error)}`)
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    const hint = text.trim() === '' ? 'it is empty' : 'it is not JSON, or cut off'
    throw new UsageError(`cannot read ${name} as a report: ${hint}`)
  }
}

/** The value as a recording, or a UsageError that says what is wrong with it. */
export async function checkedRecording(value: unknown, name: string): Promise<Recording> {
  const { reportSchemaId, RecordingSchema } = await import('../model/report.js')
  const schema = (value as { schema?: unknown } | null)?.schema
  if (typeof schema !== 'string' || !/^ftps-doctor\/report\/\d{1,6}$/.test(schema))
    throw new UsageError(`${name} is not a report of ftps-doctor (check --reporter json writes one)`)
  if (schema !== reportSchemaId)
    throw new UsageError(
      `${name} needs another ftps-doctor: it is ${schema}, this one reads ${reportSchemaId}`,
    )
  const { Ajv } = await import('ajv')
  const validate = new Ajv({ strict: false }).compile<Recording>(RecordingSchema)
  if (!validate(value)) {
    const [first] = validate.errors ?? []
    const where = first?.instancePath === '' ? 'at the top' : `at ${first?.instancePath ?? '?'}`
    throw new UsageError(`${name} is a damaged report: ${where}: ${first?.message ?? 'unreadable'}`)
  }
  for (const { cells } of [value, ...(value.others ?? []).map(({ recording }) => recording)]) {
    const ways = new Set(cells.map(cell => cell.id)).size
    if (ways !== 80 || cells.length !== 80)
      throw new UsageError(`${name} is a damaged report: it holds ${ways} of the 80 ways`)
  }
  return value
}
