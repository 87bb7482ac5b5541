import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { isIpv6 } from '../model/addresses.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { found } from './support/judgement.js'
import { judgeOneOfTwo } from './support/one-of-two.js'
import { anyServerRemedy, clientRemedy, testedRemedy } from './support/remedies.js'
import { isAlwaysRefused, useOf } from './support/set-up-ways.js'
import { quoted, said } from './support/words.js'

/** Over IPv6 there is nothing but EPSV: PASV cannot carry the address (RFC 2428). */
function judgeIpv6(seen: Seen): Judgement | undefined {
  const use = useOf(seen, 'EPSV')
  const [first] = use.refused
  if (!isIpv6(seen.target.address) || first === undefined || !isAlwaysRefused(use)) return undefined
  return found({
    certainty: 'certain',
    severity: 'error',
    summary: `EPSV is refused with ${quoted(first.reply)}, and over IPv6 no other passive mode exists.`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    cells: idsOf(use.claimed),
    evidence: evidenceOf(use.claimed),
  })
}

export const finding: Finding = {
  id: 'extended-passive-refused',
  title: 'EPSV is refused, PASV is taken',
  why: 'EPSV (RFC 2428) is newer than PASV, and some servers do not know it. Clients fall back to PASV over IPv4; over IPv6 there is nothing to fall back to.',
  proof: 'EPSV is refused, PASV is taken.',
  phase: 'mode',
  severity: 'info',
  owner: ['server-software'],
  references: ['RFC 2428 §3'],
  symptoms: [{ client: 'promise-ftp', text: '(fails: it takes EPSV and does not fall back)' }],
  covers: ['epsv-not-supported', 'feat-lies-present'],
  explains: [],
  remedies: [
    testedRemedy('ProFTPD', 'Take away a limit on this command', {
      config: '<Limit EPSV>\n  AllowAll\n</Limit>',
    }),
    anyServerRemedy('Update the server to one that knows RFC 2428 (1998).'),
    clientRemedy('curl', 'Do not ask for EPSV first', { config: '--disable-epsv' }),
    clientRemedy('lftp', 'Do not ask for EPSV', { config: 'set ftp:prefer-epsv no' }),
    clientRemedy('rclone', 'Do not ask for EPSV', { config: '--ftp-disable-epsv' }),
  ],
  judge: seen =>
    judgeIpv6(seen) ??
    judgeOneOfTwo(seen, {
      refused: 'EPSV',
      taken: 'PASV',
      comment: 'Clients that fall back to PASV work.',
    }),
}
