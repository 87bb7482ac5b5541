import type { SetUp } from '../../../probes/matrix.js'
import type { Judgement } from '../../model/finding.js'
import type { Seen } from '../../model/seen.js'
import { addressKind, isIpv6, sameAddress, type AddressKind } from '../../model/addresses.js'
import { idsOf, joinEvidence } from './evidence.js'
import { absent, found, undetermined } from './judgement.js'
import { judgeObserved } from './observed.js'
import { isThroughProxy } from './proxy.js'
import { answersAtPeer, distinctPorts, modeOf, passiveSetUps } from './set-ups.js'
import { list, said } from './words.js'

type Named = SetUp & { readonly named: string }

function isNamed(setUp: SetUp): setUp is Named {
  return modeOf(setUp) === 'PASV' && typeof setUp.named === 'string'
}

/** A 227 has no place for an IPv6 address (RFC 2428 §1): whatever it names there concerns nobody. */
const noPlaceForIpv6 = { severity: 'info', owner: ['nobody'] } as const

/** From the server's own network a public address may be the right one for everybody else. */
const fromInside = {
  certainty: 'likely',
  severity: 'warning',
  wouldProve:
    'Run it again from outside: where the named address is the one that was dialled, only clients inside are concerned.',
} as const

function whyUnclear({ named, ours }: Named, peer: string | null): string {
  return sameAddress(ours, named)
    ? `a 227 names ${named}, which does not answer, and its port was not seen to answer at ${peer ?? 'the host'} either`
    : `a 227 names ${named}, and the port does not answer at ${peer ?? 'the host'} either`
}

/** The table went there; or, where it dialled what was named (`--dial-advertised`), one more look did. */
function whatAnswers(atPeer: readonly SetUp[], peer: string | null): string {
  const host = peer ?? 'the host'
  if (atPeer.length === 0) return `That does not answer, and a port that came with it works at ${host}.`
  return `The same port at ${host} works (TCP ${list(distinctPorts(atPeer).slice(0, 4).map(String))}).`
}

/** A 227 that names another address than the control peer's, of one kind; the control peer's address works. */
export function judgeNamedAddress(
  seen: Seen,
  kind: AddressKind,
  sentence: (named: string) => string,
): Judgement {
  const inside = kind === 'public' && addressKind(seen.target.address ?? '') !== 'public'
  return judgeObserved(seen, 'matrix', (matrix, evidence) => {
    const named = passiveSetUps(matrix).filter(isNamed)
    if (named.length === 0) return undetermined('no 227 named an address')
    const peer = seen.target.address
    if (peer === null && isThroughProxy(seen))
      return undetermined(
        'the proxy looked the name up, so the address of the server is not known (--address)',
      )
    const foreign = named.filter(
      setUp => !sameAddress(setUp.named, peer) && addressKind(setUp.named) === kind,
    )
    const [first] = foreign
    if (first === undefined) return absent
    const open = foreign.filter(({ connect }) => connect === 'open')
    const isOpenLater = foreign.some(({ named }) => answersAtPeer(seen, named))
    if (open.length === 0 && !isOpenLater) return undetermined(whyUnclear(first, peer))
    const atPeer = open.filter(({ ours }) => ours === undefined || sameAddress(ours, peer))
    if (open.length > 0 && atPeer.length === 0) return absent
    const ids = new Set(foreign.map(({ cell }) => cell))
    const cells = seen.cells.filter(cell => ids.has(cell.id))
    const shown = whatAnswers(atPeer, peer)
    return found({
      ...(inside ? fromInside : { certainty: 'certain' }),
      ...(isIpv6(peer) ? noPlaceForIpv6 : {}),
      summary: `${sentence(first.named)} ${shown}`,
      ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
      cells: idsOf(cells),
      ...(inside || isIpv6(peer) || typeof peer !== 'string' ? {} : { fill: { ADDRESS: peer } }),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}
