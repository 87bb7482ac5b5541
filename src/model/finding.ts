import { Type, type Static } from '@sinclair/typebox'
import { literals } from './literals.js'
import { CellIdSchema, type CellId } from './matrix.js'
import type { Seen } from './seen.js'
import { StepSchema, type Step } from './step.js'
import { EvidenceSchema, type Span } from './transcript.js'

export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]
export const certainties = ['certain', 'likely'] as const
export type Certainty = (typeof certainties)[number]

/** Who can change it. */
export const owners = [
  'server-configuration',
  'server-software',
  'network',
  'client',
  'certificate',
  'nobody',
] as const
export type Owner = (typeof owners)[number]

/** What a well-known client prints when it meets this, so that a search for its words ends here. */
export const SymptomSchema = Type.Object({ client: Type.String(), text: Type.String() })
export type Symptom = Static<typeof SymptomSchema>

/** What to change, for one product. `evidence`: "tested vsftpd 3.0.3" or "documents". */
export const RemedySchema = Type.Object({
  side: literals(['server', 'client', 'network'] as const),
  product: Type.String(),
  text: Type.String(),
  config: Type.Optional(Type.String()),
  file: Type.Optional(Type.String()),
  apply: Type.Optional(Type.String()),
  evidence: Type.String(),
  lowersSecurity: Type.Boolean(),
})
export type Remedy = Static<typeof RemedySchema>

/** Words in remedies that stand for what only the observation knows. */
export type Placeholder = 'HOST' | 'PORT' | 'ADDRESS' | 'USER'

export type Reference = `RFC ${number}` | `RFC ${number} §${string}` | `https://${string}`
export const ReferenceSchema = Type.Object({ title: Type.String(), url: Type.String() })

/** The verdict of one finding on what was seen. `certain` needs a differential; `likely` says in `wouldProve` what would prove it. */
export type Judgement =
  | {
      readonly is: 'found'
      readonly certainty: Certainty
      readonly severity?: Severity
      readonly owner?: readonly Owner[]
      /** Where it was seen, if one finding speaks of several steps; its own phase else. */
      readonly phase?: Step
      readonly summary: string
      readonly cells: readonly CellId[]
      readonly quote?: string
      readonly wouldProve?: string
      readonly evidence: readonly Span[]
      /** Cures that only the observation can word (an address, a fingerprint); they come before the finding's own. */
      readonly remedies?: readonly Remedy[]
      /** Cures for what was said or seen, where the finding's own would mislead: those are left out. */
      readonly insteadOfOwn?: readonly Remedy[]
      /** Sides that are seen not to be at fault: the finding's remedies for them are left out. */
      readonly cleared?: readonly Remedy['side'][]
      /** What stands for the placeholders in the finding's remedies; those without a value stay as they are. */
      readonly fill?: Readonly<Partial<Record<Placeholder, string>>>
    }
  | { readonly is: 'absent' }
  | { readonly is: 'undetermined'; readonly reason: string }

/** A bad state that can be recognised in the observations: data about it, and one pure function. */
export interface Finding {
  readonly id: string
  readonly title: string
  /** How it comes about, for somebody who has never met it: one to three sentences. */
  readonly why: string
  /** What tells it from all that looks the same to a client: the differential, in words. */
  readonly proof: string
  readonly phase: Step
  readonly severity: Severity
  readonly owner: readonly Owner[]
  readonly references: readonly Reference[]
  readonly symptoms: readonly Symptom[]
  /** Ids of the catalogue of failure modes that this finding recognises. */
  readonly covers: readonly string[]
  /** Findings that are only consequences when this one is found too. */
  readonly explains: readonly string[]
  readonly remedies: readonly Remedy[]
  /** Client products that cannot transfer where this is found, by the names that remedies have: nobody is to be sent to them. */
  readonly stops?: readonly string[]
  judge(seen: Seen): Judgement
}

/** A finding as the report shows it. */
export const FoundSchema = Type.Object({
  id: Type.String(),
  severity: literals(severities),
  certainty: literals(certainties),
  owner: Type.Array(literals(owners)),
  rank: Type.Integer(),
  phase: StepSchema,
  consequenceOf: Type.Union([Type.String(), Type.Null()]),
  title: Type.String(),
  summary: Type.String(),
  wouldProve: Type.Optional(Type.String()),
  quote: Type.Optional(Type.String()),
  cells: Type.Array(CellIdSchema),
  symptoms: Type.Array(SymptomSchema),
  evidence: EvidenceSchema,
  remedies: Type.Array(RemedySchema),
  stops: Type.Optional(Type.Array(Type.String())),
  references: Type.Array(ReferenceSchema),
})
export type Found = Static<typeof FoundSchema>
