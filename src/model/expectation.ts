import { Type, type Static } from '@sinclair/typebox'
import { literals } from './literals.js'
import type { CellId } from './matrix.js'
import { verdictStatuses, type VerdictStatus } from './report.js'

/** What a bundled server is expected to show, as its file in `fixtures/expected` holds it: small, and readable in a diff. */
export const ExpectationSchema = Type.Object(
  {
    server: Type.String(),
    verdict: literals(verdictStatuses),
    /** Finding to severity, certainty and what it follows from; in order of rank. */
    findings: Type.Record(Type.String(), Type.String()),
    /** Findings that could not be judged. */
    undetermined: Type.Array(Type.String()),
    /** Outcome to the ways that end so: `auth-tls/C,P/*`. */
    ways: Type.Record(Type.String(), Type.Array(Type.String())),
    /** Stable observations, flat; where another server is the base, only what differs, and null for what is not there. */
    observations: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
)
export type Expectation = Static<typeof ExpectationSchema>

/** What of an observation is the same each time: `auth.tls.code` to 234. Without times, ports, names and fingerprints. */
export type StableObservations = Readonly<Record<string, unknown>>

/** How a server behaves, spelled out: what a look at it comes to, and what an expectation stands for. */
export interface Behaviour {
  readonly server: string
  readonly verdict: VerdictStatus
  readonly findings: Readonly<Record<string, string>>
  readonly undetermined: readonly string[]
  readonly ways: Readonly<Record<CellId, string>>
  readonly observations: StableObservations
}
