// Whether recordings from several places are of one server. Its address tells little: inside and outside it has another
// one. What tells is the name that was asked for, the certificate that it showed, and an address that all can dial.
import type { Recording } from '../../model/report.js'
import { seenOf } from '../../model/seen-of.js'
import { addressKind, sameAddress } from '../../model/addresses.js'
import { valueOf } from '../../findings/support/observed.js'
import { endpoint } from '../../findings/support/words.js'
import type { Place } from './place.js'

/** Why these are not shown to be one server; undefined where they are. */
export function whyNotOne(places: readonly Place[]): string | undefined {
  const [first, ...rest] = places
  if (first === undefined) return undefined
  const linked = [first]
  let open = rest
  while (open.length > 0) {
    const next = open.find(place => linked.some(other => isOne(place.recording, other.recording)))
    if (next === undefined) return sentenceOf(first, open[0] ?? first)
    linked.push(next)
    open = open.filter(place => place !== next)
  }
  return undefined
}

function isOne(a: Recording, b: Recording): boolean {
  const certificates = compared(leafOf(a), leafOf(b))
  const greetings = compared(greetingOf(a), greetingOf(b))
  if (certificates === 'same') return greetings === 'same' || !areTwoPublic(a, b)
  const samePort = a.target.ports.explicit === b.target.ports.explicit
  if (nameOf(a) === nameOf(b)) return isOneOfName(a, certificates, greetings, samePort)
  if (greetings === 'same' && (names(a, b.target.address) || names(b, a.target.address))) return true
  const shared = a.target.addresses.filter(one => b.target.addresses.some(two => sameAddress(one, two)))
  return samePort && shared.some(one => addressKind(one) === 'public' || greetings === 'same')
}

/** A farm shows one certificate on many machines; inside and outside addresses of one machine are never both public. */
function areTwoPublic(a: Recording, b: Recording): boolean {
  const addresses = [a, b].map(({ target }) => target.address)
  return addresses.every(one => addressKind(one) === 'public') && !sameAddress(addresses[0], addresses[1])
}

type Compared = 'same' | 'other' | 'not-seen'

/** One name is one server, if the port is: what two products greet with may be the same. A private address is another machine in another network. */
function isOneOfName(a: Recording, certificates: Compared, greetings: Compared, samePort: boolean): boolean {
  if (!samePort) return greetings === 'same' && certificates !== 'other'
  if (addressKind(a.target.host) !== 'private') return true
  return certificates !== 'other' && greetings !== 'other'
}

function compared(a: string | undefined, b: string | undefined): Compared {
  if (a === undefined || b === undefined) return 'not-seen'
  return a === b ? 'same' : 'other'
}

function nameOf({ target: { host } }: Recording): string {
  return host.toLowerCase().replace(/\.$/, '')
}

/** The fingerprint of the certificate that was shown. */
export function leafOf(recording: Recording): string | undefined {
  return valueOf(seenOf(recording), 'certificate')?.chain[0]?.sha256
}

function greetingOf(recording: Recording): string | undefined {
  const greeting = valueOf(seenOf(recording), 'greeting')
  return (greeting?.explicit.greeting ?? greeting?.implicit.greeting)?.text
}

/** A reply to PASV named this address. */
function names(recording: Recording, address: string | null): boolean {
  const setUps = valueOf(seenOf(recording), 'matrix')?.setUps ?? []
  return setUps.some(({ named }) => typeof named === 'string' && sameAddress(named, address))
}

function sentenceOf(a: Place, b: Place): string {
  const at = ({ place, recording: { target } }: Place): string =>
    `${place} is of ${endpoint(target.host, target.ports.explicit)}`
  const certificates = compared(leafOf(a.recording), leafOf(b.recording))
  const why =
    certificates === 'other'
      ? 'they show other certificates'
      : 'no certificate was seen in both that could show it'
  return `${at(a)} and ${at(b)}, and nothing shows that they are one server (${why}): ${adviceFor(a, b)}`
}

function adviceFor({ recording: a }: Place, { recording: b }: Place): string {
  if (nameOf(a) !== nameOf(b))
    return 'ask for one name from both places, with --address where it has another address'
  return a.target.ports.explicit === b.target.ports.explicit
    ? 'a private address is another machine in another network, so ask for a name'
    : 'look at one port from both places'
}
