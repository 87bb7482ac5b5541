import { Type, type Static } from '@sinclair/typebox'
import { CellSchema, SeenCellSchema } from './cell.js'
import { FoundSchema } from './finding.js'
import { JoinedSchema } from './joined.js'
import { literals } from './literals.js'
import { ObservationSchema } from './observation.js'
import { TargetSchema } from './target.js'
import { ConnectionSchema } from './transcript.js'

export const reportSchemaId = 'ftps-doctor/report/1'

export const verdictStatuses = ['healthy', 'impaired', 'broken', 'inconclusive'] as const
export type VerdictStatus = (typeof verdictStatuses)[number]

const ToolSchema = Type.Object({
  name: Type.String(),
  version: Type.String(),
  node: Type.String(),
  openssl: Type.String(),
})

const FaultSchema = Type.Object({ probe: Type.String(), message: Type.String() })
/** A crash of ours: the rest of the run stands. */
export type Fault = Static<typeof FaultSchema>

/** What was asked of the run and is needed to read its result again. */
const RunSchema = Type.Object({
  login: literals(['asked', 'no-credentials', 'not-wanted'] as const),
  interrupted: Type.Boolean(),
  clearLoginAllowed: Type.Boolean(),
  logins: Type.Integer(),
  loginBudget: Type.Integer(),
  connections: Type.Integer(),
  /** The file of authorities that alone were trusted, as the user wrote it (`--ca`). */
  ca: Type.Optional(Type.String()),
})

const recorded = {
  schema: Type.Literal(reportSchemaId),
  tool: ToolSchema,
  target: TargetSchema,
  started: Type.String(),
  /** Seconds. */
  duration: Type.Number(),
  run: RunSchema,
  observations: Type.Record(Type.String(), ObservationSchema),
  faults: Type.Array(FaultSchema),
  transcript: Type.Object({ connections: Type.Array(ConnectionSchema) }),
}

const looked = { ...recorded, cells: Type.Array(SeenCellSchema) }

/** What was recorded from other places, where several were joined: so a joined report can be diagnosed again as well. */
const joinedRecordings = {
  /** What the user calls the place of this recording. */
  place: Type.Optional(Type.String()),
  others: Type.Optional(Type.Array(Type.Object({ place: Type.String(), recording: Type.Object(looked) }))),
}

/** What a run brings home before anything is judged: all that `diagnose` needs. */
export const RecordingSchema = Type.Object({ ...looked, ...joinedRecordings })
export type Recording = Static<typeof RecordingSchema>

export const ReportSchema = Type.Object(
  {
    ...recorded,
    ...joinedRecordings,
    verdict: Type.Object({ status: literals(verdictStatuses), sentence: Type.String() }),
    cause: Type.Union([Type.String(), Type.Null()]),
    findings: Type.Array(FoundSchema),
    undetermined: Type.Array(Type.Object({ id: Type.String(), reason: Type.String() })),
    cells: Type.Array(CellSchema, { minItems: 80, maxItems: 80 }),
    clients: Type.Array(Type.Unknown()),
    nearest: Type.Array(
      Type.Object({
        server: Type.String(),
        similarity: Type.Number(),
        differences: Type.Array(Type.String()),
      }),
    ),
    /** What it is like was told without what the server says of itself (`--blind`). */
    blind: Type.Optional(Type.Literal(true)),
    /** Only where looks from several places were joined: the rest is then of the place that fares worst. */
    joined: Type.Optional(JoinedSchema),
  },
  { title: 'ftps-doctor report' },
)
/** The report, which is also the recording: `--reporter json`. */
export type Report = Static<typeof ReportSchema>

/** A way of showing a report: a pure function of it. */
export interface Format {
  readonly id: string
  readonly title: string
  readonly extension: string
  show(report: Report, options?: FormatOptions): string
}

export interface FormatOptions {
  /** Columns; 80 when not known. */
  readonly width?: number
  readonly colour?: boolean
  /** False where the terminal has no UTF-8. */
  readonly unicode?: boolean
  /** The file that holds all of this report as JSON, where there is one. */
  readonly saved?: string
}
