import type { Finding, Judgement } from '../model/finding.js'
import { isNegative, isUnended, replyClass } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { kerberosClient, kerberosNamed } from './support/kerberos.js'
import { anyServerRemedy } from './support/remedies.js'
import { list, quoted } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'auth', ({ tls, ssl, implicit, features }, evidence) => {
    if ([tls, ssl, implicit].some(look => look?.established === true)) return absent
    if (tls?.reply === undefined) return undetermined('AUTH TLS got no reply')
    if (!isNegative(tls.reply) || (ssl?.reply !== undefined && !isNegative(ssl.reply)))
      return undetermined('AUTH is taken, and no TLS came about')
    if (features === undefined || replyClass(features.reply) !== 2 || isUnended(features.reply))
      return undetermined('FEAT gave no list of mechanisms')
    const named = kerberosNamed(features)
    if (named.length === 0) return absent
    return found({
      certainty: 'likely',
      summary: `The server protects sessions with Kerberos, not with TLS: FEAT names AUTH ${list(named)}, and AUTH TLS gets ${quoted(tls.reply)}.`,
      wouldProve: `AUTH ${named[0] ?? 'GSSAPI'} gets 334, or C-Kermit gets in: set auth k5, ftp open HOST.`,
      cells: [],
      evidence,
    })
  })
}

export const finding: Finding = {
  id: 'kerberos-only',
  title: 'The server knows Kerberos, and no TLS',
  why: 'AUTH has other mechanisms than TLS: with GSSAPI (Kerberos 5) login and data are protected too, by tickets of a realm. Such a server is secure in its way, and no client of FTPS can use it.',
  proof: 'FEAT names AUTH GSSAPI or KERBEROS, and every AUTH for TLS is refused.',
  phase: 'auth',
  severity: 'info',
  owner: ['server-configuration'],
  references: ['RFC 2228 §3', 'RFC 4217 §2.1'],
  symptoms: [],
  covers: ['at-tls-mechanism-mismatch'],
  explains: [],
  remedies: [
    anyServerRemedy('Switch TLS on beside Kerberos, where clients without a ticket are to come.'),
    kerberosClient,
  ],
  judge,
}
