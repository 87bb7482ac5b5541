import { accessSync, constants, statSync, writeFileSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { Option, type Command } from 'commander'
import type { FormatOptions, Report } from '../model/report.js'
import { why } from '../run/file-trouble.js'
import { UsageError } from '../run/usage-error.js'
import { print } from './finish.js'
import { textOptions } from './terminal.js'

/** One report to be written: its format, and a file, or stdout. */
export interface Output {
  readonly format: string
  readonly file?: string
}

/** What `--reporter` and `--output` said, in their order: an output belongs to the reporter before it. */
export type Wish = { readonly reporter: string } | { readonly output: string }

/** Adds `--reporter`, `--output` and `--no-color`; the wishes come back in the order of the command line. */
export function addOutputOptions(command: Command): readonly Wish[] {
  const wishes: Wish[] = []
  const collect = (wish: (text: string) => Wish) => (text: string) => {
    wishes.push(wish(text))
    return text
  }
  command
    .addOption(
      new Option(
        '--reporter <format>',
        'text or json; may be given several times, each with its --output',
      ).argParser(collect(reporter => ({ reporter }))),
    )
    .addOption(
      new Option(
        '--output <file>',
        'write the report there; the format follows from .json or .txt',
      ).argParser(collect(output => ({ output }))),
    )
    .option('--no-color', 'no colours (as NO_COLOR=1 does)')
  return wishes
}

/** The wishes as outputs that can be written, or a UsageError: called before anything is looked at. */
export async function planOutputs(wishes: readonly Wish[]): Promise<readonly Output[]> {
  const { formats } = await import('../../reports/formats/index.js')
  const known = formats.map(({ id }) => id)
  const outputs = joined(
    wishes,
    file => formats.find(({ extension }) => extname(file) === `.${extension}`)?.id,
  )
  for (const { format } of outputs)
    if (!known.includes(format)) throw new UsageError(`there is no reporter ${format}: ${known.join(', ')}`)
  if (outputs.filter(({ file }) => file === undefined).length > 1)
    throw new UsageError('two reports cannot both go to stdout: give all but one an --output')
  for (const { file } of outputs) if (file !== undefined) checkWritable(file)
  return outputs
}

/** Without a reporter of its own, a file takes the format of its extension, and the text still goes to stdout. */
export function joined(wishes: readonly Wish[], formatOf: (file: string) => string | undefined): Output[] {
  const outputs: Output[] = []
  let open: string | undefined
  for (const wish of wishes) {
    if ('reporter' in wish) {
      if (open !== undefined) outputs.push({ format: open })
      open = wish.reporter
    } else {
      outputs.push({ format: open ?? formatOf(wish.output) ?? 'text', file: wish.output })
      open = undefined
    }
  }
  if (open !== undefined) outputs.push({ format: open })
  const reporterGiven = wishes.some(wish => 'reporter' in wish)
  const textSomewhere = outputs.some(({ format }) => format === 'text')
  return reporterGiven || textSomewhere ? outputs : [{ format: 'text' }, ...outputs]
}

/** Nothing is created yet: a run that is stopped leaves no empty file. */
function checkWritable(file: string): void {
  try {
    const there = statSync(file, { throwIfNoEntry: false })
    if (there?.isDirectory()) throw new UsageError(`cannot write ${file}: it is a folder`)
    if (there === undefined && !statSync(dirname(file)).isDirectory())
      throw new UsageError(`cannot write ${file}: ${dirname(file)} is no folder`)
    accessSync(there === undefined ? dirname(file) : file, constants.W_OK)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`cannot write ${file}: ${why(error)}`)
  }
}

/** Shows the report in every format that was asked for. */
export async function writeOutputs(
  report: Report,
  outputs: readonly Output[],
  colour: boolean,
): Promise<void> {
  const { formats } = await import('../../reports/formats/index.js')
  const whole = outputs.find(({ format, file }) => format === 'json' && file !== undefined)?.file
  const saved = whole === undefined ? {} : { saved: whole }
  await writeTexts(outputs, colour, (id, options) => {
    const format = formats.find(one => one.id === id)
    if (format === undefined) throw new Error(`no format ${id}`)
    return format.show(report, { ...options, ...saved })
  })
}

/** Each output's text, to stdout or its file. */
export async function writeTexts(
  outputs: readonly Output[],
  colour: boolean,
  textOf: (format: string, options: FormatOptions) => string,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = textOf(format, textOptions(colour, file === undefined))
    if (file === undefined) await print(text)
    else writeFile(file, text)
  }
}

function writeFile(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${why(error)}`)
  }
}
