import type { Matrix, SetUp } from '../../../probes/matrix.js'
import { replyClass } from '../../model/reply.js'
import { passiveSetUps } from './set-ups.js'

/** One way whose set-up was refused beside other sessions of ours, and taken with none beside it. */
export interface CrowdedOut {
  readonly refused: SetUp
  readonly taken: SetUp
}

/** The passive ways whose set-up was refused, or ended the session, in company alone. */
export function crowdedOut(matrix: Matrix): readonly CrowdedOut[] {
  const passive = passiveSetUps(matrix)
  return passive.filter(isRefused).flatMap(refused => {
    const again = passive.filter(({ cell, beside }) => cell === refused.cell && beside === 0)
    const taken = again.find(isTaken)
    const isCompany = (refused.beside ?? 0) > 0
    return isCompany && taken !== undefined && !again.some(isRefused) ? [{ refused, taken }] : []
  })
}

export function isTaken({ reply }: SetUp): boolean {
  return reply !== undefined && replyClass(reply) === 2
}

/** By a reply, or by an end; a silence is another matter. */
function isRefused({ reply, connect, waited }: SetUp): boolean {
  if (connect !== 'not-tried') return false
  return reply === undefined ? waited === undefined : replyClass(reply) >= 4
}
