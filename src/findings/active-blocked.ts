import type { Finding, Judgement } from '../model/finding.js'
import type { SeenCell } from '../model/cell.js'
import { isPassive } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { activeSeverity, activeUse, wasTried } from './support/active.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { noopBehind } from './support/noop.js'
import { clientRemedy, networkRemedy } from './support/remedies.js'
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

/** What a machine says that has no address or port of its own left to call from: no firewall makes it say so. */
const ownPort = /(?:cannot|can't) assign requested address|address already in use/i

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
  const isItsOwn = reply !== undefined && ownPort.test(reply.text)
  const isCertain = use.isNear && use.wasTaken && !isItsOwn
  const taken = use.wasTaken ? 'the server takes PORT' : 'the server does not answer PORT'
  const why = isItsOwn
    ? 'It speaks of an address or port of its own, such as the one that it always calls from.'
    : use.wasTaken
      ? "A firewall drops it, perhaps this machine's own."
      : "Some servers connect before they answer: then a firewall drops it, perhaps this machine's own; or the server hangs."
  return found({
    certainty: isCertain ? 'certain' : 'likely',
    severity: activeSeverity(seen),
    ...(use.wasTaken && !isItsOwn ? {} : { owner: ['network', 'server-software'] as const }),
    summary: `In active mode nobody connects: ${taken}, and no connection reaches us${use.own === undefined ? '' : ` at ${use.own}`}${reply === undefined ? '' : ` (it says ${quoted(reply)})`}. ${why}`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    ...(isCertain
      ? {}
      : { wouldProve: 'The same check with the firewall of this machine open for a moment.' }),
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
    networkRemedy('Allow TCP from the server (from its port 20) to a range of ports of the client.'),
    clientRemedy('lftp', 'Use the range that is open', { config: 'set ftp:port-range 50000-50100' }),
    clientRemedy('curl', 'Use the range that is open', { config: '-P :50000-50100' }),
  ],
  judge,
}
