// The conclusions in words. Places are called what the user calls them.
import type { Conclusion, Side } from '../../model/joined.js'
import { seenOf } from '../../model/seen-of.js'
import { valueOf } from '../../findings/support/observed.js'
import { list } from '../../findings/support/words.js'
import type { Parted } from './conclude.js'
import { named } from './named-address.js'
import { leafOf } from './one-server.js'
import { meets, namesOf, ownAddressOf, positionOf, type Place } from './place.js'

type Said = Pick<Conclusion, 'who' | 'sentence'>

/** What the side of a finding means, and who can change it. */
export function saidOf(parted: Parted, side: Side): Said {
  const { kind, notAt } = parted
  if (notAt.length === 0) return everywhere(parted, side)
  switch (kind) {
    case 'visitor':
      return turnedAway(parted)
    case 'naming':
      return named(parted)
    case 'name':
      return notResolved(parted)
    case 'trust':
      return distrusted(parted)
    case 'way':
      return onTheWay(parted, side)
    case 'own':
      return {
        who: 'not to be told',
        sentence: `Only ${namesOf(parted.at)} ${meets(parted.at)} it, ${namesOf(notAt)} not: the server treats them in different ways, another machine answers there, or something changed in between.`,
      }
  }
}

function addressesOf(places: readonly Place[]): string {
  const own = places.flatMap(({ recording }) => ownAddressOf(recording) ?? [])
  return own.length === 0 ? '' : ` (${list(own)})`
}

function everywhere({ at, kind }: Parted, side: Side): Said {
  const all = at.length === 2 ? 'Both places meet' : `All ${at.length} places meet`
  if (side === 'server-side')
    return {
      who: "the server's side most likely: its firewall or the server itself; or the part of the way that the places share",
      sentence: `${all} it: it lies at the server's side, or on the part of the way that they share.`,
    }
  if (kind === 'visitor')
    return {
      who: "the server's administrator",
      sentence: `${all} it: it is no rule for one address.`,
    }
  const near = at.find(({ recording }) => positionOf(recording) === 'server')
  const own = kind === 'way' && near !== undefined ? `, ${near.place} on the server's own machine` : ''
  return {
    who: kind === 'name' ? 'whoever keeps the name' : 'whoever runs the server',
    sentence: `${all} it${own}: nothing between has a part in it.`,
  }
}

function onTheWay({ at, notAt }: Parted, side: Side): Said {
  const [those, others] = [namesOf(at), namesOf(notAt)]
  if (side === 'place')
    return {
      who: `${those}: a firewall of its own network; or whoever made a rule for its address${addressesOf(at)}`,
      sentence: `${others} ${meets(notAt, ['comes', 'come'])} through, so it is not the server: it is the network of ${those}, or a rule for its address${addressesOf(at)}.`,
    }
  if (side === 'unknown')
    return {
      who: 'not to be told',
      sentence: `${those} ${meets(at)} it and ${others} ${meets(notAt, ['does', 'do'])} not, but where ${others} ${meets(notAt, ['stands', 'stand'])} is not known: it may be the network of ${those}, or what lies before the server.`,
    }
  const where = nearness(notAt)
  if (side === 'server-side')
    return {
      who: "the server's network: the firewall before the server, the one of its machine included",
      sentence: `${those} meet it and ${others}, ${where}, ${meets(notAt, ['does', 'do'])} not: it is what lies before the server, on its side.`,
    }
  return {
    who: `whoever runs the firewalls between ${those} and the server: the server's network or that of ${those}; not the server`,
    sentence: `${others}, ${where}, ${meets(notAt, ['does', 'do'])} not meet it, so it is not the server but something between: a firewall before it, or one near ${those}. A look from a third network tells which.`,
  }
}

/** Said of those that a fault of the way does not meet, and that are near. */
function nearness(places: readonly Place[]): string {
  const isOnIt = places.some(({ recording }) => positionOf(recording) === 'server')
  return isOnIt ? "on the server's own machine" : "in the server's own network"
}

function turnedAway({ at, notAt }: Parted): Said {
  return {
    who: `the server's administrator: who may come in; or a firewall before it${addressesOf(at)}`,
    sentence: `${namesOf(notAt)} ${meets(notAt, ['is', 'are'])} let in and ${namesOf(at)} ${meets(at, ['is', 'are'])} not, so the server is up: an access list or a ban is about the address that comes${addressesOf(at)}.`,
  }
}

function notResolved({ at, notAt }: Parted): Said {
  return {
    who: `${namesOf(at)}: its name server; or whoever keeps the name`,
    sentence: `${namesOf(notAt)} ${meets(notAt, ['finds', 'find'])} the name and ${namesOf(at)} ${meets(at, ['does', 'do'])} not: it is the name server there, or a name that is only known inside.`,
  }
}

function distrusted({ at, notAt }: Parted): Said {
  const leaves = new Set([...at, ...notAt].map(({ recording }) => leafOf(recording)))
  const [those, others] = [namesOf(at), namesOf(notAt)]
  if (leaves.size > 1)
    return {
      who: `${those}: what opens TLS on its way; or whoever runs the server`,
      sentence: `${those} ${meets(at, ['was', 'were'])} shown another certificate than ${others}: something there opens TLS and signs it anew, or another machine answers.`,
    }
  return {
    who: `${those}: the authorities that are trusted there`,
    sentence: `One certificate was shown to all; ${others} ${meets(notAt, ['trusts', 'trust'])} it${storeOf(notAt)}, and ${those} ${meets(at, ['does', 'do'])} not${storeOf(at)}.`,
  }
}

function storeOf(places: readonly Place[]): string {
  const looks = places.flatMap(({ recording }) => valueOf(seenOf(recording), 'certificate') ?? [])
  const stores = looks.map(({ pinned, store }) => (pinned ? 'by its fingerprint' : store))
  return stores.length === 0 ? '' : ` (${list(stores)})`
}
