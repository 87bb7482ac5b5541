import type { Tools } from '../../src/engine/tools.js'
import type { SeenCell } from '../../src/model/cell.js'
import type { Way } from '../../src/model/matrix.js'
import type { Span } from '../../src/model/transcript.js'
import type { ResumptionLook, TlsVersion, VersionLook } from '../resumption.js'
import { OwnSession, whyNoSession, type NotOpened, type OwnLook } from './own-session.js'

/** With and without, in turn; what broke a session is followed by the other kind, on another session. */
const plan: readonly ('with' | 'without')[] = ['with', 'without', 'with', 'without']

/** Two transfers that worked without resumption leave nothing to prove; and a deadline proves nothing. */
const enoughWithout = 2

export interface LookedAt {
  readonly look: VersionLook
  readonly spans: readonly Span[]
}

/** Each version has connections of its own in the plan, since both may be looked at side by side. */
const blocks = { 'TLSv1.2': 'resumption', 'TLSv1.3': 'resumption-tls13' } as const

/** Protected transfers at one version, alternating with the control connection's TLS session and without. */
export async function lookAtVersion(tools: Tools, way: Way, version: TlsVersion): Promise<LookedAt> {
  const hello = { ...tools.hello(), minVersion: version, maxVersion: version }
  const own = new OwnSession(tools, way, blocks[version], hello)
  const looks: ResumptionLook[] = []
  const spans: Span[] = []
  try {
    for (const kind of rest(looks)) {
      const seen = await own.transfer({ withoutSession: kind === 'without' })
      if (!('cell' in seen)) return { look: { version, looks, ...whyNot(seen) }, spans }
      spans.push(...seen.cell.evidence)
      looks.push(lookOf(seen))
      if (seen.cell.failure === 'timeout') break
    }
  } finally {
    await own.end()
  }
  return { look: { version, looks }, spans }
}

/** Other sessions beside it can be the reason: a transfer went silent, resumption was offered in vain, or there was no room. */
export function isDisturbed({ look: { looks, reason } }: LookedAt): boolean {
  return (
    reason === 'session-limit' ||
    reason === 'not-reachable' ||
    looks.some(({ offered, status, failure }) => failure === 'timeout' || (offered && status !== 'works'))
  )
}

/** What is still to be looked at: a transfer that worked without is followed by another one. */
function* rest(looks: readonly ResumptionLook[]): Generator<'with' | 'without'> {
  for (const kind of plan) {
    const worked = looks.filter(({ offered, status }) => !offered && status === 'works').length
    if (worked >= enoughWithout) return
    yield worked > 0 ? 'without' : kind
  }
}

function lookOf({ cell, facts, offered }: OwnLook): ResumptionLook {
  const { status, step, failure, reply, alert, resumed }: SeenCell = cell
  return {
    offered,
    ...(resumed === undefined ? {} : { resumed }),
    status,
    ...(step === undefined ? {} : { step }),
    ...(failure === undefined ? {} : { failure }),
    ...(reply === undefined ? {} : { reply }),
    ...(alert === undefined ? {} : { alert }),
    ...(facts?.certificate === undefined ? {} : { certificate: facts.certificate }),
  }
}

/** A handshake that does not come about with this version alone is no trouble of the session. */
function whyNot(opened: NotOpened): Pick<VersionLook, 'notSpoken' | 'reason'> {
  if (opened.is === 'fails' && opened.step === 'handshake') {
    const { failure, alert } = opened
    return { notSpoken: { failure, ...(alert === undefined ? {} : { alert }) } }
  }
  return { reason: whyNoSession(opened) }
}
