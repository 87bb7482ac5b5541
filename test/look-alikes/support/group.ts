/**
 * A group of look-alikes: situations that a client shows with the same words. Each is started, looked at with `check`, and
 * told from all others of its group: its own cause is found, theirs are not.
 */
import t, { type Test } from 'tap'
import type { ScriptedFaults } from '../../../fixtures/scripted/scripted-faults.js'
import { startScripted, type ScriptedOptions } from '../../../fixtures/scripted/start-scripted.js'
import type { Certainty, Owner } from '../../../src/model/finding.js'
import { limits, scaledDeadlines, type Deadlines, type Limits } from '../../../src/model/limits.js'
import type { Report } from '../../../src/model/report.js'
import { check } from '../../../src/run/check.js'
import type { CheckOptions } from '../../../src/run/check-options.js'
import { optionsFor } from '../../src/run/support/look.js'
import { startRaw, type Talk } from './raw-server.js'

export interface Member {
  /** The id of the catalogue's row, or words where it has none. */
  readonly says: string
  readonly look: (t: Test) => Promise<Report>
  /** A finding, or null for a server that is well. */
  readonly cause: string | null
  readonly certainty?: Certainty
  readonly owner?: readonly Owner[]
  /** What the cause says. */
  readonly summary?: RegExp
  /** Other findings of the group that stand beside it: consequences, or remarks. */
  readonly beside?: readonly string[]
  /** What those beside it say. */
  readonly besideSays?: Readonly<Record<string, RegExp>>
  /** Of those beside it: what is not called certain. */
  readonly likely?: readonly string[]
  /** Not told, and why. */
  readonly undetermined?: Readonly<Record<string, RegExp>>
}

/** One test a member; `ids` are the findings that the group's members are told apart by. */
export function lookAlikes(
  symptom: string,
  ids: readonly string[],
  members: readonly Member[],
  { skip = false }: { readonly skip?: string | false } = {},
): void {
  void t.test(symptom, { skip }, async t => {
    for (const member of members)
      await t.test(member.says, async t => isTold(t, ids, member, await member.look(t)))
  })
}

function isTold(t: Test, ids: readonly string[], member: Member, report: Report): void {
  t.same(report.faults, [], 'no fault of ours')
  t.equal(report.cause, member.cause, report.verdict.sentence)
  const cause = report.findings.find(({ id }) => id === report.cause)
  if (member.certainty !== undefined) t.equal(cause?.certainty, member.certainty)
  if (member.owner !== undefined) t.same(cause?.owner, member.owner)
  if (member.summary !== undefined) t.match(cause?.summary, member.summary)
  const others = ids.filter(id => id !== member.cause && member.beside?.includes(id) !== true)
  const found = report.findings.map(({ id }) => id)
  t.same(
    others.filter(id => found.includes(id)),
    [],
    'the others of the group are not found',
  )
  for (const id of member.likely ?? [])
    t.equal(report.findings.find(each => each.id === id)?.certainty, 'likely', `${id} is only likely`)
  for (const id of member.beside ?? []) t.ok(found.includes(id), `${id} stands beside it`)
  for (const [id, words] of Object.entries(member.besideSays ?? {}))
    t.match(report.findings.find(each => each.id === id)?.summary, words, `${id} says so`)
  for (const [id, reason] of Object.entries(member.undetermined ?? {}))
    t.match(report.undetermined.find(each => each.id === id)?.reason, reason, `${id} is undetermined`)
}

/** Patient enough for a busy machine, but for the deadlines (milliseconds) that a situation is to meet. */
export function patientBut(short: Partial<Deadlines> = {}): Limits {
  const patient = scaledDeadlines(limits, 2)
  return { ...patient, deadlines: { ...patient.deadlines, ...short } }
}

export interface Scripted {
  readonly faults?: ScriptedFaults
  readonly started?: ScriptedOptions
  readonly options?: Partial<CheckOptions> | ((ports: Ports) => Partial<CheckOptions>)
}

interface Ports {
  readonly port: number
  readonly implicitPort?: number
}

/** A scripted server, looked at as somebody who knows its account would. */
export function scripted({ faults = {}, started = {}, options = {} }: Scripted): Member['look'] {
  return async t => {
    const server = await startScripted(faults, started)
    t.teardown(() => server.close())
    const more = typeof options === 'function' ? options(server) : options
    return check(server.host, { ...optionsFor(server), limits: patientBut(), ...more })
  }
}

/** A server of the test's own making. */
export function raw(
  script: (talk: Talk) => Promise<void>,
  options: Partial<CheckOptions> = {},
): Member['look'] {
  return async t => {
    const { port, ca } = await startRaw(t, script)
    const account = { user: 'tester', password: 'no-secret-42' }
    return check('127.0.0.1', { ...account, port, ca, limits: patientBut(), ...options })
  }
}

/** Only the explicit port: what the other one would add is another group's. */
export const explicitOnly: ScriptedOptions = { policy: { implicit: false } }
