import type { Finding, Judgement } from '../model/finding.js'
import type { SeenCell } from '../model/cell.js'
import { isPassive } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { activeSeverity, activeUse, wasTried } from './support/active.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { noopBehind } from './support/noop.js'
import { ownConnect } from './support/own-connect.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { nothingComesAtAll } from './support/stalls.js'
import { quoted, said } from './support/words.js'

/** A server that says the same where it is we who connect has another trouble than a firewall on its way to us. */
function passiveEndsAlike(seen: Seen, silent: readonly SeenCell[]): boolean {
  const ends = new Set(silent.map(({ reply }) => reply?.code ?? 'nothing'))
  return seen.cells.some(
    ({ mode, reply, status, step }) =>
      isPassive(mode) &&
      (status === 'fails' || status === 'refused') &&
      step === 'command' &&
      ends.has(reply?.code ?? 'nothing'),
  )
}

function judge(seen: Seen): Judgement {
  const use = activeUse(seen)
  if (!wasTried(use)) return undetermined('nobody came as far as PORT or EPRT')
  if (use.hasConnected) return absent
  if (use.behindNat) return undetermined('our address is private, so nobody could connect to it anyway')
  const [first] = use.silent
  if (first === undefined) {
    if (use.hungUp) return undetermined('the server ended the control connection before anybody could come')
    return use.port.taken.length + use.eprt.taken.length > 0
      ? absent
      : undetermined('PORT and EPRT were not taken')
  }
  if (passiveEndsAlike(seen, use.silent)) return undetermined('passive mode ends with the same reply')
  if (nothingComesAtAll(seen)) return undetermined('nothing comes on passive data connections either')
  if (!use.wasTaken && noopBehind(seen, use.silent) === 'silent')
    return undetermined('from PORT on the server answers nothing at all')
  const reply = use.silent.find(cell => cell.reply !== undefined)?.reply
  const own = reply === undefined ? undefined : ownConnect(reply.text)
  const isCertain = use.isNear && use.wasTaken && own === undefined
  const owner = own?.owner ?? (use.wasTaken ? undefined : (['network', 'server-software'] as const))
  const taken = use.wasTaken ? 'the server takes PORT' : 'the server does not answer PORT'
  const dropped = use.wasTaken
    ? "A firewall drops it, perhaps this machine's own."
    : "Some servers connect before they answer: then a firewall drops it, perhaps this machine's own; or the server hangs."
  return found({
    certainty: isCertain ? 'certain' : 'likely',
    severity: activeSeverity(seen),
    ...(owner === undefined ? {} : { owner }),
    summary: `In active mode nobody connects: ${taken}, and no connection reaches us${use.own === undefined ? '' : ` at ${use.own}`}${reply === undefined ? '' : ` (it says ${quoted(reply)})`}. ${own?.why ?? dropped}`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    ...(isCertain
      ? {}
      : {
          wouldProve:
            own?.wouldProve ?? 'The same check with the firewall of this machine open for a moment.',
        }),
    cells: idsOf(use.silent),
    evidence: evidenceOf(use.silent),
  })
}

export const finding: Finding = {
  id: 'active-blocked',
  title: 'In active mode no connection reaches us',
  why: "In active mode the server opens a connection to the client. A firewall on the way, or on the client's own machine, does not let it in, so the server gives up with 425, often after 30 to 60 seconds.",
  proof:
    'PORT was taken, our listener stood, and nobody came to it; our address is one that the server can reach.',
  phase: 'data-connect',
  severity: 'error',
  owner: ['network'],
  references: ['RFC 959 §3.2', 'RFC 1579'],
  symptoms: [
    { client: 'any', text: "425 Can't open data connection." },
    { client: 'any', text: '425 Failed to establish connection.' },
    { client: 'curl', text: 'curl: (10) Error accept()ing server connect' },
    { client: 'any', text: '425 Unable to build data connection: Connection timed out' },
  ],
  covers: ['active-callback-blocked', 'active-server-out-of-ports'],
  explains: [],
  remedies: [
    clientRemedy('any', 'Use passive mode.'),
    clientRemedy('lftp', 'Use passive mode', { config: 'set ftp:passive-mode on' }),
    anyServerRemedy(
      'Where it says that it is not permitted or has no route: let the FTP server connect outwards (SELinux: its audit log and booleans), and see its route to the client.',
    ),
    networkRemedy('Allow TCP from the server (from its port 20) to a range of ports of the client.'),
    clientRemedy('lftp', 'Use the range that is open', { config: 'set ftp:port-range 50000-50100' }),
    clientRemedy('curl', 'Use the range that is open', { config: '-P :50000-50100' }),
  ],
  judge,
}
