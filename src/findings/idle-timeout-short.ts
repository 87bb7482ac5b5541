import type { Idle } from '../../probes/idle.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import type { Span } from '../model/transcript.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, clientRemedy, networkRemedy, serverRemedy } from './support/remedies.js'
import { duration, quoted, said } from './support/words.js'

const elsewhere =
  "The same on the server's own machine, and its log at that moment: it lives longer there = something between forgets it."

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'idle', (idle, evidence) => {
    if (idle.is === 'alive') return absent
    if (idle.is === 'silent') return judgeSilent(idle, evidence)
    const { reply, seconds } = idle
    const after = `A session on which nothing is said is ended within ${duration(seconds)}`
    if (reply !== undefined)
      return found({
        certainty: 'certain',
        owner: ['server-configuration'],
        summary: `${after} by the server: ${quoted(reply)}. RFC 1123 wants five minutes at least.`,
        quote: said(reply),
        cells: [],
        evidence,
      })
    const how = idle.by === 'rst' ? 'by a RST' : 'without a word'
    return found({
      certainty: 'likely',
      summary: `${after} ${how}: by the server, or by something between.`,
      wouldProve: elsewhere,
      cells: [],
      evidence,
    })
  })
}

/** No server is silent because it has waited; what is greeted at once lives. */
function judgeSilent({ seconds, greeted }: Idle, evidence: readonly Span[]): Judgement {
  if (greeted !== true) return undetermined('a new connection was not greeted then either')
  return found({
    certainty: 'likely',
    owner: ['network'],
    summary: `After ${duration(seconds)} without a word a session is answered no more, and nobody ends it, while a new connection is greeted: something on the way has forgotten it.`,
    wouldProve: elsewhere,
    cells: [],
    evidence,
  })
}

export const finding: Finding = {
  id: 'idle-timeout-short',
  title: 'Sessions die within two minutes of silence',
  why: 'A session that says nothing for a while is ended by the server, with 421, or forgotten by a firewall or NAT on the way, without a word to anybody. During a long transfer, and while people think, the control connection says nothing: clients then hang at the end of the file, or fail at the next command.',
  proof:
    'A logged-in session on which nothing was said got 421 within two minutes: the server. Nothing came any more, not even an end, while a new connection was greeted: something between, very likely.',
  phase: 'close',
  severity: 'warning',
  owner: ['server-configuration', 'network'],
  references: ['RFC 1123 §4.1.3.2', 'RFC 5382 §5'],
  symptoms: [
    { client: 'any', text: '421 Timeout.' },
    { client: 'any', text: '421 No transfer timeout (300 seconds): closing control connection' },
    { client: 'FileZilla', text: 'Error: Connection timed out after 20 seconds of inactivity' },
    { client: 'basic-ftp', text: 'Timeout (control socket)' },
  ],
  covers: ['idle-421', 'nat-idle-silent'],
  explains: [],
  remedies: [
    serverRemedy('vsftpd', 'Give idle sessions ten minutes', { config: 'idle_session_timeout=600' }),
    serverRemedy('ProFTPD', 'Give idle sessions ten minutes', {
      config: 'TimeoutIdle 600\nTimeoutNoTransfer 600',
    }),
    serverRemedy('Pure-FTPd', 'Give idle sessions ten minutes', { config: 'MaxIdleTime 10' }),
    serverRemedy('pyftpdlib', 'Give idle sessions ten minutes', { config: 'handler.timeout = 600' }),
    anyServerRemedy('Give idle sessions five minutes at least, better more than the longest transfer takes.'),
    networkRemedy(
      'Firewalls and NATs on the way: let TCP connections to the FTP port be idle for two hours and four minutes (RFC 5382).',
    ),
    clientRemedy('curl', 'Let TCP say that it lives, where something between forgets', {
      config: '--keepalive-time 30',
    }),
    clientRemedy('any', 'Say NOOP every half minute between transfers, and log in anew behind a 421.'),
  ],
  judge,
}
