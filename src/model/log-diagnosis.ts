import { Type, type Static } from '@sinclair/typebox'
import { FoundSchema } from './finding.js'

export const logDiagnosisSchemaId = 'ftps-doctor/log/1'

/** A finding that a log speaks for: never certain, since one client's lines show only its own side. */
const LogFindingSchema = Type.Composite([
  Type.Omit(FoundSchema, ['evidence', 'cells']),
  Type.Object({
    /** Of the log, from 1. */
    line: Type.Integer(),
    quote: Type.String(),
    /** What stands around the line: the last command, the port that was named. */
    because: Type.String(),
    /** In how many of the log's control connections it shows. */
    times: Type.Integer(),
  }),
])
export type LogFinding = Static<typeof LogFindingSchema>

export const LogDiagnosisSchema = Type.Object({
  schema: Type.Literal(logDiagnosisSchemaId),
  tool: Type.Object({ name: Type.String(), version: Type.String() }),
  log: Type.Object({
    client: Type.String(),
    lines: Type.Integer(),
    connections: Type.Integer(),
    /** As far as the log names them. */
    host: Type.Optional(Type.String()),
    address: Type.Optional(Type.String()),
    port: Type.Optional(Type.Integer()),
  }),
  findings: Type.Array(LogFindingSchema),
  /** The last transfer and the reply behind it, where it came to its end: whatever was found before, the client got over. */
  transferred: Type.Optional(Type.Object({ command: Type.String(), reply: Type.String() })),
  /** The last command that was sent, without its argument where that is a secret, and the last words of the server. */
  last: Type.Object({ command: Type.Optional(Type.String()), reply: Type.Optional(Type.String()) }),
  /** The command that would look at this server. */
  check: Type.String(),
})
/** What a client's log comes to: `diagnose <log> --reporter json`. */
export type LogDiagnosis = Static<typeof LogDiagnosisSchema>
