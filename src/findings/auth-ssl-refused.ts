import type { Finding } from '../model/finding.js'
import { judgePair } from './support/auth-pair.js'
import { clientRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'auth-ssl-refused',
  title: 'AUTH SSL is refused, AUTH TLS is taken: as the standard has it',
  why: 'AUTH SSL is the older name of AUTH TLS from drafts before RFC 4217. A server need not know it.',
  proof: 'AUTH SSL is refused and AUTH TLS is taken.',
  phase: 'auth',
  severity: 'info',
  owner: ['nobody'],
  references: ['RFC 4217 §4'],
  symptoms: [{ client: 'curl', text: '< 504 AUTH SSL not supported (then it sends AUTH TLS)' }],
  covers: ['auth-tls-only'],
  explains: [],
  remedies: [clientRemedy('any', 'Send AUTH TLS; only very old clients know nothing but AUTH SSL.')],
  judge: seen =>
    judgePair(seen, {
      refused: 'auth-ssl',
      taken: 'auth-tls',
      comment: 'That is as RFC 4217 has it; only very old clients ask for AUTH SSL alone.',
    }),
}
