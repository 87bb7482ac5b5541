import type { Matrix } from '../../probes/matrix.js'
import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { isBad, ordinaryWays } from './support/cells.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined, type FoundJudgement } from './support/judgement.js'
import { limitedInWords, limitedSetUps } from './support/limited-ports.js'
import { judgeObserved } from './support/observed.js'
import { isOpen } from './support/ports.js'
import { itWasTheProxy } from './support/proxy.js'
import { clientRemedy, testedRemedy } from './support/remedies.js'
import { cellsBehindSetUps } from './support/set-ups.js'
import { count, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', ({ sessionLimit, sessionsAtOnce }, evidence) => {
    if (sessionLimit === undefined) {
      return sessionsAtOnce > 1 ? absent : undetermined('no two sessions stood at the same time')
    }
    if (sessionLimit.failure === 'not-through-proxy') return undetermined(itWasTheProxy)
    const cells = seen.cells.filter(
      cell => isBad(cell) && isOpen(seen, cell.security) && isAtTheDoor(cell, sessionLimit),
    )
    const told = tell(sessionLimit)
    const limited = limitedSetUps(seen)
    const all = [...cells, ...cellsBehindSetUps(seen, limited, ['data-connect', 'command'])]
    const isStopped = !ordinaryWays(seen).some(({ status }) => status === 'works')
    return found({
      ...told,
      ...(limited.length > 0 && isStopped ? { severity: 'error' } : {}),
      summary: told.summary + limitedInWords(limited),
      cells: idsOf(all),
      evidence: joinEvidence(evidence, evidenceOf(all)),
    })
  })
}

type Limit = NonNullable<Matrix['sessionLimit']>

function isAtTheDoor({ step, reply, failure }: SeenCell, limit: Limit): boolean {
  if (step !== 'login' && step !== 'greeting' && step !== 'connect') return false
  return limit.reply === undefined
    ? step === limit.at && failure === limit.failure
    : reply?.code === limit.reply.code
}

const withoutWords: Readonly<Record<string, string>> = {
  'connection-refused': 'is refused',
  timeout: 'is not answered',
  'early-end': 'is closed without a word',
  'connection-reset': 'is reset without a word',
}

/** A reply that says so settles it; a connection that dies without one may also have come too soon after the others. */
function tell({ open, at, reply, failure }: Limit): Pick<FoundJudgement, TellingParts> {
  if (reply !== undefined) {
    const where = at === 'login' ? 'at the login' : 'at the greeting'
    return {
      certainty: 'certain',
      summary: `With ${count(open, 'session')} open, one more is turned away ${where}: ${quoted(reply)}. The name and password are right: the first login was taken.`,
      quote: said(reply),
    }
  }
  return {
    certainty: 'likely',
    owner: ['server-configuration', 'network'],
    summary: `With ${count(open, at === 'connect' ? 'connection' : 'session')} open, one more connection ${withoutWords[failure ?? ''] ?? 'does not come about'}; later, without the others, it came through. The server or a firewall allows only so many at a time, or so many new ones in a while.`,
    wouldProve:
      "The server's limit of connections for one address, and the firewall's rules (connlimit, rate).",
  }
}

type TellingParts = 'certainty' | 'owner' | 'summary' | 'quote' | 'wouldProve'

export const finding: Finding = {
  id: 'session-limit-reached',
  title: 'The server allows only few sessions at a time',
  why: 'The server lets one user or one address have only so many sessions at a time. Clients that transfer in parallel, or leave sessions behind, are turned away.',
  proof:
    'One session worked, and another one at the same time got 421 or 530; later, alone, it got in. Where it was stopped without a word it is likely only: new connections in a while may be what is counted.',
  phase: 'login',
  severity: 'warning',
  owner: ['server-configuration'],
  references: ['RFC 959 §4.2.2'],
  symptoms: [
    { client: 'FileZilla', text: '421 Too many connections (8) from this IP' },
    {
      client: 'rclone',
      text: '530 Sorry, the maximum number of clients (3) for this user are already connected',
    },
  ],
  covers: ['per-ip-limit', 'per-user-limit', 'zombie-sessions-count'],
  explains: [],
  remedies: [
    testedRemedy('vsftpd', 'Allow more', { config: 'max_clients=200\nmax_per_ip=20' }),
    testedRemedy('ProFTPD', 'Allow more', { config: 'MaxClientsPerHost 20\nMaxClientsPerUser 20' }),
    testedRemedy('Pure-FTPd', 'Allow more', { config: 'MaxClientsPerIP 20' }),
    testedRemedy('pyftpdlib', 'Allow more', { config: 'server.max_cons_per_ip = 20' }),
    clientRemedy('lftp', 'Use fewer', { config: 'set net:connection-limit 2' }),
    clientRemedy('FileZilla', 'Site Manager, Transfer Settings: Limit number of simultaneous connections'),
  ],
  judge,
}
