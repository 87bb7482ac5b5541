import { Type, type Static } from '@sinclair/typebox'

/** A reply of the server (RFC 959 §4.2), secrets cut out. `code` is null when the line has none; `bytes` is base64, only when the reply is not UTF-8. */
export const ReplySchema = Type.Object({
  code: Type.Union([Type.Integer(), Type.Null()]),
  text: Type.String(),
  lines: Type.Array(Type.String()),
  bytes: Type.Optional(Type.String()),
  /** Where the reply is not as RFC 959 has it: recorded, not repaired. */
  anomalies: Type.Optional(Type.Array(Type.String())),
  /** It came in clear on a connection that had TLS by then. */
  inClear: Type.Optional(Type.Boolean()),
})
export type Reply = Static<typeof ReplySchema>

/** The first digit of the code: 1 preliminary, 2 completion, 3 intermediate, 4 transient and 5 permanent negative; 0 without a code. */
export function replyClass(reply: Reply): 0 | 1 | 2 | 3 | 4 | 5 {
  const digit = reply.code === null ? 0 : Math.floor(reply.code / 100)
  return digit >= 1 && digit <= 5 ? (digit as 1 | 2 | 3 | 4 | 5) : 0
}

export function isNegative(reply: Reply): boolean {
  const digit = replyClass(reply)
  return digit === 4 || digit === 5
}

/** 500 or 502: the command itself is unknown, whatever its argument or state (RFC 959 §4.2.2). */
export function isUnknownCommand(reply: Reply): boolean {
  return reply.code === 500 || reply.code === 502
}

/** Its last line never came (RFC 959 §4.2), or the line that did has no end. */
export function isUnended({ anomalies = [] }: Reply): boolean {
  return anomalies.includes('unterminated')
}
