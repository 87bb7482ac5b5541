import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { isIpv6 } from '../model/addresses.js'
import { activeSeverity, activeUse, wasTried } from './support/active.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { clientRemedy, testedRemedy } from './support/remedies.js'
import { isAlwaysRefused } from './support/set-up-ways.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const use = activeUse(seen)
  if (!wasTried(use)) return undetermined('nobody came as far as PORT or EPRT')
  if (use.port.taken.length > 0) return absent
  const otherTaken = use.eprt.taken.length > 0
  const isPortRefused = isAlwaysRefused(use.port) && !isIpv6(seen.target.address)
  const bothRefused = use.isRefused && use.isAboutAddress && !use.isAboutCommand
  if (!bothRefused && !(isPortRefused && otherTaken)) {
    return otherTaken ? absent : undetermined('PORT got no answer that tells')
  }
  if (use.behindNat && !otherTaken) return undetermined('our own address is private: that alone explains it')
  const cells = otherTaken ? use.port.claimed : [...use.port.claimed, ...use.eprt.claimed]
  const [first] = cells
  if (first === undefined) return undetermined('PORT got no answer that tells')
  return found({
    certainty: otherTaken ? 'certain' : 'likely',
    severity: activeSeverity(seen),
    summary: `The server will not connect to the address that we name${use.own === undefined ? '' : ` (${use.own})`}: ${quoted(first.reply)}${otherTaken ? '; EPRT is taken' : ''}.`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    ...(otherTaken ? {} : { wouldProve: "The same check from the server's own network." }),
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

export const finding: Finding = {
  id: 'active-address-rejected',
  title: 'The server will not connect to the address that we name',
  why: 'In active mode the client names the address to which the server shall connect. Many servers take only the address that the control connection comes from, so that nobody can be attacked through them; behind NAT the two differ.',
  proof: 'PORT or EPRT with our address is refused, while the command itself is known.',
  phase: 'mode',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 2577 §3', 'RFC 959 §4.1.2'],
  symptoms: [
    { client: 'any', text: '500 Illegal PORT command.' },
    { client: 'any', text: '550 The given address is not yours' },
  ],
  covers: ['active-behind-nat', 'active-low-port-refused'],
  explains: [],
  remedies: [
    clientRemedy('any', 'Use passive mode.'),
    clientRemedy('lftp', 'Use passive mode', { config: 'set ftp:passive-mode on' }),
    testedRemedy('vsftpd', 'Connect to any address', {
      config: 'port_promiscuous=YES',
      lowersSecurity: true,
    }),
    testedRemedy('ProFTPD', 'Connect to any address', {
      config: 'AllowForeignAddress on',
      lowersSecurity: true,
    }),
    testedRemedy('pyftpdlib', 'Connect to any address', {
      config: 'handler.permit_foreign_addresses = True',
      lowersSecurity: true,
    }),
  ],
  judge,
}
