/**
 * What a product does of itself, however it was set up. Whether clear logins, a level or a method are allowed is somebody's
 * choice; with which code they are refused, what FEAT names and how TLS ends is the product's. So what happened at a point is
 * compared only with who came to the same point, and inside TLS it is the same whichever method led there.
 */
import type { StableObservations } from '../model/expectation.js'
import { cellIds, wayOf, type Security } from '../model/matrix.js'
import type { Traits } from './compare.js'

/** The same traits without what was chosen for this server, for its network and its accounts. */
export function habitsOf({ observations, ways }: Traits): Traits {
  return {
    observations: { ...featuresIn(observations), ...repliesIn(observations) },
    ways: { ...refusalsIn(observations), ...resumptionIn(observations), ...pointsOn(ways) },
  }
}

/** The last list is the longest: some servers name more behind the login. */
const lists = ['afterLogin', 'insideTls', 'inClear'].map(list => `features.${list}`)

/** One habit a feature, and one with its parameters: who has a module more, or another language, is not another product. */
function featuresIn(observations: StableObservations): StableObservations {
  const seen = lists.map(list => observations[list]).find(list => list !== undefined)
  if (typeof seen !== 'string') return seen === undefined ? {} : { 'features.refused': seen }
  const lines = seen.split(', ')
  const verbs = lines.map(line => line.split(' ', 1)[0] ?? line)
  return Object.fromEntries([...verbs, ...lines].map(name => [`features.${name}`, 'named']))
}

const always = [
  ...['auth.nonsense', 'auth.ssl.code', 'matrix.order', 'order.atOnce', 'order.withheld'],
  'work.listing',
]

function repliesIn(observations: StableObservations): StableObservations {
  const said = always.filter(path => observations[path] !== undefined)
  const isIn = observations['login.accepted'] === true
  return {
    ...Object.fromEntries(said.map(path => [path, observations[path]])),
    ...(isIn ? { 'login.replies': observations['login.replies'] } : {}),
  }
}

/** A clear USER that is taken, and a greeting that names nobody, speak against no product. */
function refusalsIn(observations: StableObservations): Traits['ways'] {
  const clear = observations['clear-login.inClear']
  const name = observations['greeting.explicit.names'] ?? observations['greeting.implicit.names']
  return {
    ...(typeof clear === 'number' && clear >= 400 ? { 'clear/USER refused': String(clear) } : {}),
    ...(typeof name === 'string' ? { 'clear/greeting names': name } : {}),
  }
}

interface Version {
  readonly version: string
  readonly looks?: readonly string[]
}

/** Whether a new session is turned away is a choice, how that is done is none; nor is what resumes. */
function resumptionIn({ resumption }: StableObservations): Traits['ways'] {
  const versions = Array.isArray(resumption) ? (resumption as readonly Version[]) : []
  const points = versions.flatMap(({ version, looks = [] }): (readonly [string, string])[] => {
    const [first] = looks
    const refusal = looks.find(look => look.startsWith('without fails'))
    return [
      ...(first === undefined ? [] : [[`tls/${version} resumes`, isResumed(first) ? 'yes' : 'no'] as const]),
      ...(refusal === undefined ? [] : [['tls/new session refused', refusal] as const]),
    ]
  })
  return Object.fromEntries(points)
}

function isResumed(look: string): boolean {
  return look.startsWith('resumed')
}

const inTls: readonly Security[] = ['auth-tls', 'implicit', 'auth-ssl']

/** One point a level, whatever the number of ways on which it was met. */
function pointsOn(ways: Traits['ways']): Traits['ways'] {
  const past = cellIds.flatMap(id => {
    const outcome = ways[id]
    return isPastLogin(outcome) ? [{ ...wayOf(id), outcome }] : []
  })
  const entered = inTls.find(method => past.some(({ security }) => security === method))
  return Object.fromEntries(
    past.flatMap(({ security, protection, outcome }) => {
      if (security !== 'none' && security !== entered) return []
      const [point, how] = parted(outcome)
      const place = security === 'none' ? 'clear' : 'tls'
      return how === '' ? [] : [[`${place}/${protection} ${point}`, how]]
    }),
  )
}

/** Silence, and what ended before its time, may be a firewall's; another wire form and a last word of no are the server's own. */
function isPastLogin(outcome: string | undefined): outcome is string {
  if (outcome === undefined) return false
  return /^(works|refused (pbsz|prot|mode|command)|fails [a-z-]+ (wrong-wire-form|negative-final))\b/.test(
    outcome,
  )
}

/** `refused prot` and `536`; `works tls TLSv1.3` and `resumed close-notify`. */
function parted(outcome: string): readonly [point: string, how: string] {
  const words = outcome.split(' ')
  const length = outcome.startsWith('works tls') ? 3 : 2
  return [words.slice(0, length).join(' '), words.slice(length).join(' ')]
}
