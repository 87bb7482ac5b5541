import { Type, type Static } from '@sinclair/typebox'
import { DataCertificateSchema } from './data-certificate.js'
import { literals } from './literals.js'
import { CellIdSchema, DataModeSchema, ProtectionSchema, SecuritySchema } from './matrix.js'
import { ReplySchema } from './reply.js'
import { FailureSchema, StepSchema } from './step.js'
import { EvidenceSchema } from './transcript.js'

export const cellStatuses = ['works', 'refused', 'fails', 'untested', 'undetermined'] as const
export type CellStatus = (typeof cellStatuses)[number]

/** What really travelled on the data connection; `none` when no byte did. */
export const wireForms = ['tls', 'clear', 'none', 'mixed'] as const
export type WireForm = (typeof wireForms)[number]

/** How a data connection ended. `end` is a FIN or a RST that Node could not tell apart. */
export const endings = [
  'close-notify',
  'fin',
  'fin-in-record',
  'rst',
  'end',
  'deadline',
  'cut-by-us',
] as const
export type Ending = (typeof endings)[number]

export const TlsFactsSchema = Type.Object({ version: Type.String(), cipher: Type.String() })
export type TlsFacts = Static<typeof TlsFactsSchema>

/** The alert that ended a handshake (RFC 8446 §6). */
export const AlertSchema = Type.Object({ description: Type.Integer(), name: Type.String() })
export type Alert = Static<typeof AlertSchema>

/**
 * One of the 80 ways, as it was seen; judged by nobody yet. `reason` says why an `untested` way was left out on purpose:
 * needs-credentials, needs-clear-login, certificate-not-trusted, login-budget, login-refused, time-budget, interrupted,
 * no-address-family, not-reachable, not-selected, needs-read-write, needs-audit, needs-working-cell, not-offered,
 * through-proxy; readers accept new words. Of a refusal it says no-listener, greets-in-clear or waits-for-hello.
 */
export const SeenCellSchema = Type.Object({
  id: CellIdSchema,
  security: SecuritySchema,
  protection: ProtectionSchema,
  mode: DataModeSchema,
  port: Type.Union([Type.Integer(), Type.Null()]),
  status: literals(cellStatuses),
  step: Type.Optional(StepSchema),
  failure: Type.Optional(FailureSchema),
  reply: Type.Optional(ReplySchema),
  reason: Type.Optional(Type.String()),
  wire: Type.Optional(literals(wireForms)),
  tls: Type.Optional(TlsFactsSchema),
  alert: Type.Optional(AlertSchema),
  resumed: Type.Optional(Type.Boolean()),
  /** Only where the data connection showed another one than the control connection. */
  certificate: Type.Optional(DataCertificateSchema),
  ended: Type.Optional(literals(endings)),
  bytes: Type.Optional(Type.Integer()),
  /** The data connection ended without a byte before a TLS hello of ours: none was sent. */
  endedBeforeHello: Type.Optional(Type.Boolean()),
  sharedWith: Type.Optional(CellIdSchema),
  evidence: EvidenceSchema,
})
export type SeenCell = Static<typeof SeenCellSchema>

/** A seen cell with what the diagnosis attributed it to: a finding's id, or null. */
export const CellSchema = Type.Composite([
  SeenCellSchema,
  Type.Object({ cause: Type.Union([Type.String(), Type.Null()]) }),
])
export type Cell = Static<typeof CellSchema>
