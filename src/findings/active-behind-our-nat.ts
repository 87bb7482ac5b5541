import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { activeUse, wasTried } from './support/active.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { clientRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const use = activeUse(seen)
  if (!wasTried(use)) return undetermined('nobody came as far as PORT or EPRT')
  if (use.own === undefined) return undetermined('our own address was not recorded')
  if (!use.behindNat || use.hasConnected) return absent
  const refused = use.isAboutCommand ? [] : [...use.port.claimed, ...use.eprt.claimed]
  const cells = [...refused, ...use.silent.filter(cell => !refused.includes(cell))]
  const [first] = cells
  if (first === undefined) return absent
  const outcome =
    refused.length > 0 ? `PORT is refused (${quoted(first.reply)})` : 'the server cannot connect to it'
  return found({
    certainty: 'likely',
    summary: `Active mode cannot work from here: our address ${use.own} is private and the server's is public, so ${outcome}. Nothing is to be changed; use passive mode.`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    wouldProve: 'The same check from a machine with a public address.',
    cells: idsOf(cells),
    evidence: joinEvidence(evidenceOf(cells)),
  })
}

export const finding: Finding = {
  id: 'active-behind-our-nat',
  title: 'Active mode cannot work from behind our router',
  why: 'In active mode the server connects to the client. A client behind a router names its inside address, and TLS hides that from the router, which could otherwise rewrite it.',
  proof:
    "Our own address is private, the server's is public, and no connection comes, or the address is refused.",
  phase: 'mode',
  severity: 'info',
  owner: ['client'],
  references: ['RFC 1579', 'RFC 959 §3.2'],
  symptoms: [
    { client: 'any', text: '500 Illegal PORT command.' },
    { client: 'any', text: "500 I won't open a connection to 192.168.1.5 (only to 203.0.113.9)" },
    { client: 'curl', text: 'curl: (30) Failed to do PORT' },
  ],
  covers: ['active-behind-nat'],
  explains: ['active-refused', 'active-address-rejected', 'active-blocked'],
  remedies: [
    clientRemedy('any', 'Use passive mode.'),
    clientRemedy('lftp', 'Use passive mode', { config: 'set ftp:passive-mode on' }),
    clientRemedy('lftp', 'Or name the public address, with its ports forwarded to here', {
      config: 'set ftp:port-ipv4 203.0.113.9; set ftp:port-range 50000-50100',
    }),
    clientRemedy('curl', 'Or name the public address, with its ports forwarded to here', {
      config: '-P 203.0.113.9:50000-50100',
    }),
    clientRemedy('FileZilla', 'Site Manager, Transfer Settings: Passive'),
  ],
  judge,
}
