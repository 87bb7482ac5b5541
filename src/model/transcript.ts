import { Type, type Static } from '@sinclair/typebox'
import { literals } from './literals.js'
import { CellIdSchema } from './matrix.js'

/** A stretch of one connection's transcript: event numbers, inclusive. */
export const SpanSchema = Type.Object({
  connection: Type.Integer(),
  from: Type.Integer(),
  to: Type.Integer(),
})
export type Span = Static<typeof SpanSchema>
export const EvidenceSchema = Type.Array(SpanSchema)

export const eventKinds = [
  'connect',
  'accept',
  'send',
  'receive',
  'tls',
  'record',
  'end',
  'fin',
  'rst',
  'close',
  'deadline',
] as const
export type EventKind = (typeof eventKinds)[number]

/** `t` is seconds since the start of the run; `dropped` counts bytes that were seen and not kept. */
export const EventSchema = Type.Object({
  n: Type.Integer(),
  t: Type.Number(),
  kind: literals(eventKinds),
  text: Type.Optional(Type.String()),
  base64: Type.Optional(Type.String()),
  dropped: Type.Optional(Type.Integer()),
})
export type TranscriptEvent = Static<typeof EventSchema>

/** One TCP connection. `control` names the control connection that a data connection belongs to. */
export const ConnectionSchema = Type.Object({
  id: Type.Integer(),
  role: literals(['control', 'data'] as const),
  control: Type.Optional(Type.Integer()),
  cell: Type.Optional(CellIdSchema),
  local: Type.Optional(Type.String()),
  remote: Type.Optional(Type.String()),
  bytesIn: Type.Integer(),
  bytesOut: Type.Integer(),
  events: Type.Array(EventSchema),
})
export type TranscriptConnection = Static<typeof ConnectionSchema>
