import { Type } from '@sinclair/typebox'
import { ReplySchema, type Reply } from './reply.js'
import { FailureSchema, StepSchema, type Failure, type Step } from './step.js'
import { EvidenceSchema, type Span } from './transcript.js'

/** What one probe brought home. `broken` means looked, and it broke: a fact too. */
export type Observation<Value = unknown> =
  | { readonly status: 'observed'; readonly value: Value; readonly evidence: readonly Span[] }
  | {
      readonly status: 'broken'
      readonly step: Step
      readonly failure: Failure
      readonly reply?: Reply
      /** The verb that was sent last, where the step has several. */
      readonly command?: string
      readonly evidence: readonly Span[]
    }
  | { readonly status: 'undetermined'; readonly reason: string; readonly evidence: readonly Span[] }
  | { readonly status: 'untested'; readonly reason: string }
  | { readonly status: 'crashed' }

export const ObservationSchema = Type.Unsafe<Observation>(
  Type.Union([
    Type.Object({ status: Type.Literal('observed'), value: Type.Unknown(), evidence: EvidenceSchema }),
    Type.Object({
      status: Type.Literal('broken'),
      step: StepSchema,
      failure: FailureSchema,
      reply: Type.Optional(ReplySchema),
      command: Type.Optional(Type.String()),
      evidence: EvidenceSchema,
    }),
    Type.Object({ status: Type.Literal('undetermined'), reason: Type.String(), evidence: EvidenceSchema }),
    Type.Object({ status: Type.Literal('untested'), reason: Type.String() }),
    Type.Object({ status: Type.Literal('crashed') }),
  ]),
)

export function observed<Value>(value: Value, evidence: readonly Span[] = []): Observation<Value> {
  return { status: 'observed', value, evidence }
}

export function untested(reason: string): Observation<never> {
  return { status: 'untested', reason }
}
