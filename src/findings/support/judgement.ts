import type { Judgement } from '../../model/finding.js'

export type FoundJudgement = Extract<Judgement, { readonly is: 'found' }>

export const absent: Judgement = { is: 'absent' }

export function undetermined(reason: string): Judgement {
  return { is: 'undetermined', reason }
}

export function found(judgement: Omit<FoundJudgement, 'is'>): Judgement {
  return { is: 'found', ...judgement }
}
