import type { Conclusion } from '../../model/joined.js'
import { wayOf } from '../../model/matrix.js'
import { seenOf } from '../../model/seen-of.js'
import { valueOf } from '../../findings/support/observed.js'
import { list } from '../../findings/support/words.js'
import type { Parted } from './conclude.js'
import { meets, namesOf, positionOf, type Place } from './place.js'

/** That one address serves some and not others; or that the server names to each what it is called there. */
export function named({ at, notAt }: Parted): Pick<Conclusion, 'who' | 'sentence'> {
  const onlyInside =
    at.every(({ recording }) => ['server', 'inside'].includes(positionOf(recording))) &&
    notAt.some(({ recording }) => positionOf(recording) === 'outside')
  const whatToDo = onlyInside
    ? "only clients in the server's own network are concerned"
    : 'the server is to name the one that its clients outside dial'
  return { who: "the server's administrator", sentence: `${comparison(at, notAt)}: ${whatToDo}.` }
}

function comparison(at: readonly Place[], notAt: readonly Place[]): string {
  const [those, others] = [namesOf(at), namesOf(notAt)]
  const [wrong, right] = [addressesNamedTo(at), addressesNamedTo(notAt)]
  if (right.length === 0)
    return `PASV names ${list(wrong)} to ${those}, which is wrong there; ${others} ${meets(notAt, ['comes', 'come'])} through and ${meets(notAt, ['was', 'were'])} named none`
  if (right.every(one => wrong.includes(one)) && wrong.every(one => right.includes(one)))
    return `The address that PASV names, ${list(wrong)}, is right for ${others} and wrong for ${those}`
  return `PASV names ${list(right)} to ${others}, which is right there, and ${list(wrong)} to ${those}, which is not`
}

function addressesNamedTo(places: readonly Place[]): readonly string[] {
  const setUps = places.flatMap(({ recording }) => valueOf(seenOf(recording), 'matrix')?.setUps ?? [])
  const named = setUps.flatMap(({ cell, named: address }) =>
    wayOf(cell).dataMode === 'PASV' && typeof address === 'string' ? [address] : [],
  )
  return [...new Set(named)]
}
