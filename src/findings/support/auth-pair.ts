import type { Auth, AuthLook } from '../../../probes/auth.js'
import type { Judgement } from '../../model/finding.js'
import type { Security } from '../../model/matrix.js'
import { isNegative } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { isTaken } from './auth-looks.js'
import { cellsStoppedAt } from './cells.js'
import { idsOf, joinEvidence } from './evidence.js'
import { absent, found, undetermined } from './judgement.js'
import { judgeObserved } from './observed.js'
import { quoted, said, securityInWords } from './words.js'

export interface AuthPair {
  readonly refused: Extract<Security, 'auth-tls' | 'auth-ssl'>
  readonly taken: Extract<Security, 'auth-tls' | 'auth-ssl'>
  readonly comment: string
}

function lookOf(auth: Auth, method: AuthPair['refused']): AuthLook | undefined {
  return method === 'auth-tls' ? auth.tls : auth.ssl
}

/** One of AUTH TLS and AUTH SSL is refused while the other is taken. */
export function judgePair(seen: Seen, { refused, taken, comment }: AuthPair): Judgement {
  return judgeObserved(seen, 'auth', (auth, evidence) => {
    const reply = lookOf(auth, refused)?.reply
    const other = lookOf(auth, taken)
    if (reply === undefined) return undetermined(`${securityInWords(refused)} got no reply`)
    if (!isNegative(reply)) return absent
    if (other?.reply === undefined) return undetermined(`${securityInWords(taken)} got no reply`)
    if (!isTaken(other)) return absent
    const cells = cellsStoppedAt(seen, [refused], ['auth'])
    return found({
      certainty: other.established ? 'certain' : 'likely',
      summary: `${securityInWords(refused)} gets ${quoted(reply)}; ${securityInWords(taken)} is taken. ${comment}`,
      quote: said(reply),
      ...(other.established
        ? {}
        : { wouldProve: `A finished TLS handshake after ${securityInWords(taken)}.` }),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}
