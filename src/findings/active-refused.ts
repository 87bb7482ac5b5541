import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { activeSeverity, activeUse, wasTried } from './support/active.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { anyServerRemedy, clientRemedy, testedClientRemedy, testedRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const use = activeUse(seen)
  if (!wasTried(use)) return undetermined('nobody came as far as PORT or EPRT')
  if (use.port.taken.length > 0 || use.eprt.taken.length > 0) return absent
  const refused = [...use.port.refused, ...use.eprt.refused]
  const claimed = [...use.port.claimed, ...use.eprt.claimed]
  const [first] = refused
  if (!use.isRefused || first === undefined) return undetermined('PORT and EPRT got no answer that tells')
  if (!use.isAboutCommand && (use.behindNat || use.isAboutAddress)) {
    return undetermined('the refusal may be for the address that was named')
  }
  return found({
    certainty: use.isAboutCommand ? 'certain' : 'likely',
    severity: activeSeverity(seen),
    summary: `The server refuses active mode: PORT and EPRT get ${quoted(first.reply)}.`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    ...(use.isAboutCommand ? {} : { wouldProve: "The same check from the server's own network." }),
    cells: idsOf(claimed),
    evidence: evidenceOf(claimed),
  })
}

export const finding: Finding = {
  id: 'active-refused',
  title: 'The server refuses active mode',
  why: 'The server is set up for passive mode only, as most servers behind a firewall are. Clients that use active mode by default cannot transfer.',
  proof: 'PORT and EPRT are both refused, as not known or not permitted, whatever the address.',
  phase: 'mode',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §4.1.2', 'RFC 2428 §2'],
  symptoms: [
    { client: 'curl', text: 'curl: (30) Failed to do PORT' },
    { client: 'commons-net', text: '500 Unknown command. (it defaults to active mode)' },
  ],
  covers: [],
  explains: ['active-address-rejected'],
  remedies: [
    clientRemedy('any', 'Use passive mode.'),
    clientRemedy('curl', 'Nothing to do: it is passive unless told otherwise'),
    testedClientRemedy('lftp', 'Use passive mode', { config: 'set ftp:passive-mode on' }),
    anyServerRemedy('Allow active mode, if there are clients that have no passive mode.'),
    testedRemedy('vsftpd', 'Allow active mode', { config: 'port_enable=YES' }),
    testedRemedy('ProFTPD', 'Take away a limit on these commands', {
      config: '<Limit PORT EPRT>\n  AllowAll\n</Limit>',
    }),
  ],
  judge,
}
