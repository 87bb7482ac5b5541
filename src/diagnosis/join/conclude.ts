// What the places together say of one finding. A finding is known to be there, known not to be there, or not looked at;
// only the first two are compared. That one place meets it and another does not is the differential that no single look
// can bring: it parts the server from what lies before it.
import type { Certainty, Found } from '../../model/finding.js'
import type { Conclusion, Position, Side } from '../../model/joined.js'
import { list } from '../../findings/support/words.js'
import { kindOf, type Kind } from './kinds.js'
import { areApart, isInOneHour, ownAddressOf, positionOf, type Place } from './place.js'
import { saidOf } from './sayings.js'

/** The places parted by what they saw of one finding. */
export interface Parted {
  readonly found: Found
  readonly kind: Kind
  readonly at: readonly Place[]
  readonly notAt: readonly Place[]
}

/** A conclusion for each finding that any place has and that two places tell something of, in the order in which the places rank them. */
export function conclude(places: readonly Place[]): readonly Conclusion[] {
  const ids = places.flatMap(({ report }) =>
    report.findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id),
  )
  return [...new Set(ids)].flatMap(id => conclusionOf(places, id) ?? [])
}

function conclusionOf(places: readonly Place[], id: string): Conclusion | undefined {
  const at = places.filter(({ report }) => report.findings.some(one => one.id === id))
  const found = at[0]?.report.findings.find(one => one.id === id)
  if (found === undefined) return undefined
  const kind = kindOf(found)
  const notAt = places.filter(
    place => !at.includes(place) && isAbsentAt(place, found) && isTelling(kind, place),
  )
  const side = sideOf(kind, at, notAt)
  if (at.length + notAt.length < 2) return undefined
  const parted = { found, kind, at, notAt }
  const doubt = doubtOf(parted, side)
  const certainty: Certainty = doubt === undefined ? 'certain' : 'likely'
  return {
    id,
    at: at.map(({ place }) => place),
    notAt: notAt.map(({ place }) => place),
    side,
    certainty,
    ...saidOf(parted, side),
    ...(doubt === undefined ? {} : { wouldProve: doubt }),
  }
}

/**
 * Where ordinary transfers work and nothing is wrong, what would stop them is not there, looked at or not. What only
 * warns stops nothing: of that, the judgement there tells alone.
 */
function isAbsentAt({ report }: Place, { id, severity }: Found): boolean {
  if (report.verdict.status === 'healthy' && severity === 'error') return true
  // Made by the attribution: nobody looks for it where nothing fails.
  if (id === 'unknown-cause') return false
  return !report.undetermined.some(one => one.id === id)
}

/** A name that was never looked up was not found either. */
function isTelling(kind: Kind, { recording }: Place): boolean {
  return kind !== 'name' || recording.target.resolution?.status === 'resolved'
}

function sideOf(kind: Kind, at: readonly Place[], notAt: readonly Place[]): Side {
  const stands = (places: readonly Place[]): readonly Position[] =>
    places.map(({ recording }) => positionOf(recording))
  if (notAt.length === 0) return kind === 'way' && !stands(at).includes('server') ? 'server-side' : 'server'
  if (kind === 'naming') return 'server'
  if (kind === 'own') return 'unknown'
  if (kind === 'name' || kind === 'trust') return 'place'
  if (stands(notAt).includes('outside')) return 'place'
  if (stands(notAt).every(one => one === 'unknown')) return 'unknown'
  return areSomeApart(at, at) ? 'server-side' : 'between'
}

/** One of these at least is not where one of the others is. */
function areSomeApart(these: readonly Place[], others: readonly Place[]): boolean {
  return these.some(one => others.some(other => areApart(one, other)))
}

function doubtOfAddresses(places: readonly Place[]): string {
  const unknown = places.filter(({ recording }) => ownAddressOf(recording) === undefined)
  if (unknown.length === 0)
    return `Look from two places: ${list(places.map(({ place }) => place))} are looks from one address.`
  const all = places.length === 2 ? 'either' : 'any'
  const whom = unknown.length === places.length ? all : list(unknown.map(({ place }) => place))
  return `Look from two places: no address of ours is known of ${whom}, so they may be one.`
}

/** What would make it certain; undefined where it is. */
function doubtOf({ found, kind, at, notAt }: Parted, side: Side): string | undefined {
  const all = [...at, ...notAt]
  if (all.some(({ recording }) => recording.target.proxy !== undefined))
    return 'Look without the proxy: where it stands is not known.'
  if (side === 'unknown') return 'Look from both places again, at once: what changes with time shows then.'
  if (!areSomeApart(at, notAt.length === 0 ? at : notAt)) return doubtOfAddresses(all)
  if (!all.every(one => all.every(other => isInOneHour(one, other))))
    return 'Look from both places within one hour: meanwhile somebody may have changed something.'
  if (found.id === 'login-refused' && !areOneUser(all)) return 'Log in with one name from both places.'
  if (!isSureAt(found, at)) return found.wouldProve ?? 'Look from both places again.'
  if (notAt.length > 0) return kind === 'trust' ? found.wouldProve : undefined
  return doubtWhereAll(found, kind, side)
}

function areOneUser(places: readonly Place[]): boolean {
  return new Set(places.map(({ recording }) => recording.target.user)).size === 1
}

/** That it is there, not why: seen on two connections, or certain by itself. */
function isSureAt(found: Found, at: readonly Place[]): boolean {
  const connections = (one: Found): number => new Set(one.evidence.map(({ connection }) => connection)).size
  return at.every(({ report }) => {
    const there = report.findings.find(({ id }) => id === found.id)
    return (
      there?.certainty === 'certain' || (there !== undefined && isSteady(there) && connections(there) > 1)
    )
  })
}

/** What comes and goes by itself is no difference between places. */
function isSteady({ id, summary }: Found): boolean {
  return !comesAndGoes.includes(id) && !summary.startsWith('Some ')
}

const comesAndGoes: readonly string[] = [
  'handshake-intermittent',
  'transfer-reset',
  'transfer-stalled',
  'transfer-truncated',
  'transfer-broken-off',
  'session-cut-short',
  'final-reply-missing',
  'greeting-busy',
  'session-limit-reached',
  'later-connections-refused',
]

function doubtWhereAll(found: Found, kind: Kind, side: Side): string | undefined {
  if (side === 'server-side')
    return "The same check on the server's own machine: it is there as well = the server, it is not = what lies before it."
  return kind === 'own' && found.certainty === 'likely' ? found.wouldProve : undefined
}
