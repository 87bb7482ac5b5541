import type { Finding, Judgement } from '../model/finding.js'
import { replyClass } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { isIpv6 } from '../model/addresses.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { anyServerRemedy, clientRemedy, testedRemedy } from './support/remedies.js'
import { isAlwaysRefused, useOf } from './support/set-up-ways.js'
import { list, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const pasv = useOf(seen, 'PASV')
  const epsv = useOf(seen, 'EPSV')
  if (pasv.taken.length > 0 || epsv.taken.length > 0) return absent
  const ipv6 = isIpv6(seen.target.address)
  const both = isAlwaysRefused(epsv) && (ipv6 || isAlwaysRefused(pasv))
  const [first] = [...epsv.refused, ...pasv.refused]
  if (!both || first === undefined) return undetermined('nobody came as far as both PASV and EPSV')
  const cells = [...pasv.claimed, ...epsv.claimed]
  const replies = list(
    [...pasv.refused.slice(0, 1), ...epsv.refused.slice(0, 1)].map(
      cell => `${cell.mode} gets ${quoted(cell.reply)}`,
    ),
  )
  // RFC 959 §4.2.1: 4yz may pass, as it does where every port of the range is in use.
  const mayPass = [...pasv.refused, ...epsv.refused].every(
    ({ reply }) => reply !== undefined && replyClass(reply) === 4,
  )
  return found({
    certainty: mayPass ? 'likely' : 'certain',
    summary: `The server refuses passive mode: ${replies}.${mayPass ? ' A reply that begins with 4 may pass: perhaps all ports of its range are in use.' : ''}`,
    ...(mayPass ? { wouldProve: 'The same check at a time when nobody else uses the server.' } : {}),
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

export const finding: Finding = {
  id: 'passive-refused',
  title: 'The server refuses passive mode',
  why: 'The server takes neither PASV nor EPSV: passive mode is switched off, or no port of its range is free. Nearly all clients use passive mode.',
  proof: 'PASV and EPSV are both refused.',
  phase: 'mode',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §4.1.2', 'RFC 2428 §3'],
  symptoms: [
    { client: 'curl', text: 'curl: (13) Bad PASV/EPSV response: 502' },
    { client: 'basic-ftp', text: 'None of the available transfer strategies work.' },
    { client: 'wget', text: 'Cannot initiate PASV transfer.' },
  ],
  covers: ['passive-range-exhausted', 'data-needs-pret'],
  explains: ['extended-passive-refused', 'plain-passive-refused'],
  remedies: [
    anyServerRemedy('Allow PASV and EPSV, and take away what limits them.'),
    testedRemedy('vsftpd', 'Allow passive mode', { config: 'pasv_enable=YES' }),
    testedRemedy('ProFTPD', 'Take away a limit on these commands', {
      config: '<Limit PASV EPSV>\n  AllowAll\n</Limit>',
    }),
    testedRemedy('Pure-FTPd', 'Allow passive mode', { config: 'NATmode no' }),
    clientRemedy('curl', 'Use active mode, where the client can be reached (curl 8.0 or newer with TLS)', {
      config: '--ftp-port -',
    }),
    clientRemedy('lftp', 'Nothing to do: it goes on in active mode, where the client can be reached'),
  ],
  judge,
}
