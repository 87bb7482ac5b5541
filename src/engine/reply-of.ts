import { isUtf8 } from 'node:buffer'
import type { Reply } from '../model/reply.js'
import type { WireReply } from '../protocol/reply-parser.js'
import type { Redactor } from './redactor.js'

/** A reply and the fact that secrets were cut out of it; not which, and not where. */
export interface CutReply {
  readonly reply: Reply
  readonly isCut: boolean
}

/** A reply of the wire as everything above the engine sees it: secrets cut out, text decoded (RFC 2640: UTF-8, else Latin-1 with the bytes beside it). */
export function replyOf(wire: WireReply, redactor: Redactor): CutReply {
  const lines = redactor.reply(wire.lines)
  const readable = lines.every(line => isUtf8(line))
  const decoded = lines.map(line => line.toString(readable ? 'utf8' : 'latin1'))
  const anomalies = wire.anomalies.length === 0 ? {} : { anomalies: [...wire.anomalies] }
  const reply: Reply = { code: wire.code, text: textOf(decoded), lines: decoded, ...anomalies }
  const whole = readable ? reply : { ...reply, bytes: Buffer.concat(lines).toString('base64') }
  return { reply: whole, isCut: lines.some((line, at) => !line.equals(wire.lines[at] ?? line)) }
}

/** The text of the last line without its code; of the first one where the last has none. */
function textOf(lines: readonly string[]): string {
  const withoutCode = (line: string): string => line.replace(/^\d{3}[ -]?/, '').trim()
  const last = withoutCode(lines.at(-1) ?? '')
  return last === '' || /^end\b/i.test(last) ? withoutCode(lines[0] ?? '') : last
}
