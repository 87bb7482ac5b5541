import type { Auth, AuthLook, HelloLook } from '../../../probes/auth.js'
import type { Certainty, Judgement, Remedy, Severity } from '../../model/finding.js'
import type { Security } from '../../model/matrix.js'
import { replyClass } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { cellsStoppedAt, tlsMethods } from './cells.js'
import { idsOf, joinEvidence } from './evidence.js'
import type { Fill } from './fill.js'
import { absent, found, undetermined } from './judgement.js'
import { judgeObserved, valueOf } from './observed.js'
import { isOpen } from './ports.js'
import { clientRemedy } from './remedies.js'
import { list, securityInWords } from './words.js'

export interface NamedLook {
  readonly method: Security
  readonly look: AuthLook
}

/** The looks that got as far as TLS: AUTH was taken, or the port is an implicit one. */
export function upgradesOf(auth: Auth): readonly NamedLook[] {
  const all: readonly (readonly [Security, AuthLook | undefined])[] = [
    ['auth-tls', auth.tls],
    ['auth-ssl', auth.ssl],
    ['implicit', auth.implicit],
  ]
  return all.flatMap(([method, look]) =>
    look !== undefined && (method === 'implicit' || isTaken(look)) ? [{ method, look }] : [],
  )
}

/** 234, or 334 as some servers say; also 200 and its like. */
export function isTaken(look: AuthLook): boolean {
  return look.reply !== undefined && [2, 3].includes(replyClass(look.reply))
}

export interface UpgradeQuestion {
  /** `all` are the looks of every method that came as far as TLS. */
  readonly matches: (look: NamedLook, all: readonly NamedLook[]) => boolean
  /** The look that shows the contrary; where it is not given, any in which a hello was heard. */
  readonly contrary?: (look: NamedLook) => boolean
  readonly certainty: (looks: readonly NamedLook[], auth: Auth) => Certainty
  readonly summary: (methods: string, looks: readonly NamedLook[]) => string
  readonly quote?: (look: NamedLook) => string | undefined
  readonly wouldProve?: string
  readonly cleared?: readonly Remedy['side'][]
  readonly fill?: (looks: readonly NamedLook[]) => Fill
  /** Where a hello of TLS 1.2 alone was answered, to offer that is advised unless this says otherwise. */
  readonly remedies?: readonly Remedy[]
  readonly insteadOfOwn?: (looks: readonly NamedLook[]) => readonly Remedy[] | undefined
}

/** Judges how TLS began on the control connection. */
export function judgeUpgrades(seen: Seen, question: UpgradeQuestion): Judgement {
  return judgeObserved(seen, 'auth', (auth, evidence) => {
    const upgrades = upgradesOf(auth).filter(
      ({ look }) => look.hellos.length > 0 || look.bytesBehind !== undefined,
    )
    if (upgrades.length === 0) return undetermined('it never came as far as a TLS hello')
    const matching = upgrades.filter(look => question.matches(look, upgrades))
    const [first] = matching
    if (first === undefined)
      return upgrades.some(question.contrary ?? isHeard)
        ? absent
        : undetermined('whatever came, it was no answer to a TLS hello')
    const methods = matching.map(({ method }) => method)
    const cells = cellsStoppedAt(seen, methods, ['auth', 'handshake', 'greeting', 'connect'])
    const quote = question.quote?.(first)
    const certainty = question.certainty(matching, auth)
    const insteadOfOwn = question.insteadOfOwn?.(matching)
    return found({
      certainty,
      severity: severityOf(seen, methods),
      summary: question.summary(list(methods.map(securityInWords)), matching),
      ...(quote === undefined ? {} : { quote }),
      ...(question.cleared === undefined ? {} : { cleared: question.cleared }),
      ...(question.fill === undefined ? {} : { fill: question.fill(matching) }),
      remedies: question.remedies ?? olderHelloRemedies(matching),
      ...(insteadOfOwn === undefined ? {} : { insteadOfOwn }),
      ...(question.wouldProve === undefined ? {} : { wouldProve: question.wouldProve }),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}

const dumb: readonly string[] = ['silence', 'fin', 'rst']

/** Where each hello met silence or an end, nothing shows that somebody read one. */
function isHeard({ look }: NamedLook): boolean {
  return look.bytesBehind !== undefined || look.hellos.some(({ outcome }) => !dumb.includes(outcome))
}

/**
 * A yes to AUTH that is not kept is an error, whatever else works; a warning where AUTH SSL alone is concerned and AUTH TLS is
 * there, or an implicit port beside a method that works.
 */
function severityOf(seen: Seen, methods: readonly Security[]): Severity {
  const others = tlsMethods.filter(method => !methods.includes(method) && isOpen(seen, method))
  if (methods.includes('auth-tls')) return 'error'
  return others.includes('auth-tls') || (others.length > 0 && !methods.includes('auth-ssl'))
    ? 'warning'
    : 'error'
}

/** Each hello of a look as clients send it ended in one of these ways, and so did the others that were not answered. */
export function allHellos(named: NamedLook, ...outcomes: readonly string[]): boolean {
  const { hellos } = named.look
  const answered = answeredHellos(named)
  return (
    hellos.length > answered.length &&
    hellos.every(hello => answered.includes(hello) || outcomes.includes(hello.outcome))
  )
}

/** Hellos of TLS 1.2 that were answered beside one of TLS 1.3 that was not: its version decides, its size, or what else it carries. */
export function answeredHellos({ look }: NamedLook): readonly HelloLook[] {
  return look.hellos.filter(({ shape, outcome }) => shape !== 'usual' && outcome === 'done')
}

/** What to do meanwhile where a hello of TLS 1.2 alone is answered. */
export function olderHelloRemedies(looks: readonly NamedLook[]): readonly Remedy[] {
  if (!looks.some(look => answeredHellos(look).some(({ shape }) => shape === 'tls12'))) return []
  return [
    clientRemedy('curl', 'Offer TLS 1.2 at most', { config: '--tls-max 1.2' }),
    clientRemedy('lftp', 'Offer TLS 1.2 at most', {
      config: 'set ssl:priority "NORMAL:-VERS-TLS1.3"',
    }),
  ]
}

/** Inside TLS only since TLS 1.3 was not offered, which the clients of today always do. */
export function needsOlderHello(seen: Seen, security: Security): boolean {
  const auth = valueOf(seen, 'auth')
  const hellos = auth && upgradesOf(auth).find(({ method }) => method === security)?.look.hellos
  if (hellos === undefined) return false
  const done = hellos.filter(({ outcome }) => outcome === 'done')
  return done.length > 0 && done.every(({ shape }) => shape !== 'usual')
}

export function shapesOf({ look }: NamedLook): number {
  return new Set(look.hellos.map(hello => hello.shape)).size
}
