import type { FormatOptions } from '../../src/model/report.js'

/** What a colour repeats: the word beside it says the same. */
export type Tone = 'good' | 'bad' | 'doubtful' | 'quiet' | 'plain'

const codes: Readonly<Record<Exclude<Tone, 'plain'>, readonly [number, number]>> = {
  good: [32, 39],
  bad: [31, 39],
  doubtful: [33, 39],
  quiet: [2, 22],
}

/** Colours and signs as the terminal takes them. `bad` and the like are words in every case. */
export interface Paint {
  paint(tone: Tone, text: string): string
  bold(text: string): string
  sign(tone: Tone): string
}

const signs: Readonly<Record<Tone, string>> = { good: '✓ ', bad: '✗ ', doubtful: '? ', quiet: '', plain: '' }
const asciiSigns: Readonly<Record<Tone, string>> = {
  good: 'ok: ',
  bad: 'no: ',
  doubtful: '? ',
  quiet: '',
  plain: '',
}

export function paintFor({ colour = false, unicode = true }: FormatOptions): Paint {
  const inCodes = ([on, off]: readonly [number, number], text: string): string =>
    colour ? `\x1b[${on}m${text}\x1b[${off}m` : text
  return {
    paint: (tone, text) => (tone === 'plain' ? text : inCodes(codes[tone], text)),
    bold: text => inCodes([1, 22], text),
    sign: tone => (unicode ? signs : asciiSigns)[tone],
  }
}
