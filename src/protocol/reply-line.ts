import { withoutTelnet } from './telnet.js'

/** What is wrong with the form of a reply (RFC 959 §4.2): recorded, never repaired. */
export type ReplyAnomaly =
  | 'bare-lf'
  | 'bare-cr'
  | 'nul'
  | 'telnet-command'
  | 'bare-iac'
  /** Empty lines before the reply; they are its first lines. */
  | 'empty-line'
  | 'no-code'
  /** The first digit is not 1 to 5. */
  | 'code-out-of-range'
  /** A line inside begins with another code and a space: curl takes it for the end, RFC 959 does not. */
  | 'nested-code'
  /** Given out though it ended with another code than it began with. */
  | 'code-mismatch'
  | 'unterminated'
  | 'too-long'

export interface ReplyLine {
  /** Without its line end and without Telnet commands. */
  readonly content: Buffer
  readonly anomalies: readonly ReplyAnomaly[]
}

const LF = 0x0a
const CR = 0x0d

/** Takes the line end and the Telnet commands off a line as it came, and notes what was odd. */
export function readReplyLine(raw: Buffer): ReplyLine {
  const anomalies: ReplyAnomaly[] = []
  let end = raw.length
  if (raw[end - 1] === LF) {
    end -= 1
    if (raw[end - 1] === CR) end -= 1
    else anomalies.push('bare-lf')
  }
  const { bytes, commands, bareIac } = withoutTelnet(raw.subarray(0, end))
  if (commands) anomalies.push('telnet-command')
  if (bareIac) anomalies.push('bare-iac')
  if (bytes.includes(CR)) anomalies.push('bare-cr')
  if (bytes.includes(0)) anomalies.push('nul')
  return { content: bytes, anomalies }
}

/** How a line stands to the reply code: `final` is code and space or nothing more, `opening` is code and hyphen. */
export interface ReplyMark {
  readonly code: number | null
  readonly kind: 'final' | 'opening' | 'text'
}

const text: ReplyMark = { code: null, kind: 'text' }

/** Reads code and separator (RFC 959 §4.2). A bare code counts as final, also before the CR of a line that ends in CR CR LF. */
export function markOf(line: Buffer): ReplyMark {
  const [first, second, third, separator] = line
  if (!isDigit(first) || !isDigit(second) || !isDigit(third)) return text
  const code = Number(line.toString('latin1', 0, 3))
  if (separator === undefined || separator === 0x20 || separator === CR) return { code, kind: 'final' }
  return separator === 0x2d ? { code, kind: 'opening' } : text
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}
