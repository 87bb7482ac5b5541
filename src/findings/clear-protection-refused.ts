import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { isLevelRefused, isLevelTaken, privateWorks, tlsWays } from './support/levels.js'
import { clientRemedy, testedRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const ways = tlsWays(seen, 'C')
  if (ways.length === 0) return undetermined('nobody came as far as PROT C inside TLS')
  const refused = ways.filter(isLevelRefused)
  const [first] = refused
  if (first === undefined) return absent
  const isProved = privateWorks(seen)
  if (!isProved && !tlsWays(seen, 'P').some(isLevelTaken)) {
    return undetermined('PROT P is not taken either, so this is not about clear data')
  }
  return found({
    certainty: isProved ? 'certain' : 'likely',
    summary: `PROT C (clear) is refused with ${quoted(first.reply)}${isProved ? ', PROT P works' : ', PROT P is taken'}: good policy.`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    ...(isProved ? {} : { wouldProve: 'A transfer that works with PROT P.' }),
    cells: idsOf(refused),
    evidence: evidenceOf(refused),
  })
}

export const finding: Finding = {
  id: 'clear-protection-refused',
  title: 'PROT C (clear) is refused: good policy',
  why: 'The server does not let clients transfer in clear once the login is inside TLS. Clients that ask for clear data on purpose (to help a firewall, or for speed) must be told to encrypt.',
  proof: 'PROT C is refused, and PROT P is taken.',
  phase: 'prot',
  severity: 'info',
  owner: ['nobody'],
  references: ['RFC 4217 §9', 'RFC 2228 §3'],
  symptoms: [
    { client: 'FileZilla', text: '534 Unwilling to accept security parameters' },
    { client: 'lftp', text: '534 PROT C is not allowed when control connection is secure' },
  ],
  covers: ['prot-c-refused'],
  explains: [],
  remedies: [
    clientRemedy('any', 'Ask for encrypted data: PROT P.'),
    clientRemedy('lftp', 'Nothing to do: it goes on with encrypted data'),
    testedRemedy('ProFTPD', 'Allow data in clear', { config: 'TLSRequired ctrl', lowersSecurity: true }),
  ],
  judge,
}
