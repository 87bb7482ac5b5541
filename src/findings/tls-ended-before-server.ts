import type { Login } from '../../probes/login.js'
import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement, Remedy } from '../model/finding.js'
import type { Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { asksForTls } from './support/asks-for-tls.js'
import { cellsOf, refusedAt, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { cellsWithoutLogin, refusalOf } from './support/login-replies.js'
import { judgeObserved } from './support/observed.js'
import { isOpen } from './support/ports.js'
import { anyServerRemedy, clientRemedy, networkRemedy, serverRemedy } from './support/remedies.js'
import { list, methodsInWords, quoted, said, securityInWords } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'login', (login, evidence) => {
    const stopped = cellsOf(seen, { security: tlsMethods }).filter(isAskedForTls)
    const first = refusedForTls(login)
    const reply = first ?? stopped[0]?.reply
    if (reply === undefined)
      return login.security === 'none' ? undetermined('nobody logged in inside TLS') : absent
    const cells =
      first === undefined ? stopped : [...new Set([...cellsWithoutLogin(seen, login), ...stopped])]
    const methods = first === undefined ? methodsInWords(stopped) : methodsOf(login, stopped)
    return found({
      certainty: 'likely',
      summary: `Inside TLS (${methods}) the login is turned away for want of TLS: ${quoted(reply)}. Most likely something in front of the server (an offloader, a load balancer, stunnel) ends the TLS, and the server behind it hears the commands in clear.`,
      quote: said(reply),
      wouldProve:
        "What listens on this port: the FTP server or something else; or the server's log, which then has the front's address for this login.",
      remedies: besides(seen, login, stopped),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, evidenceOf(cells)),
    })
  })
}

function isAskedForTls(cell: SeenCell): boolean {
  return refusedAt(cell, 'login') && cell.reply !== undefined && asksForTls(cell.reply)
}

function refusedForTls(login: Login): Reply | undefined {
  const reply = login.accepted || login.security === 'none' ? undefined : refusalOf(login)?.reply
  return reply !== undefined && asksForTls(reply) ? reply : undefined
}

function methodsOf({ security }: Login, stopped: readonly SeenCell[]): string {
  return list([security, ...stopped.map(cell => cell.security)].map(securityInWords))
}

/** Where AUTH TLS reaches the server itself. */
function besides(seen: Seen, login: Login, stopped: readonly SeenCell[]): readonly Remedy[] {
  const isStopped = stopped.some(({ security }) => security === 'auth-tls')
  if (isStopped || !isOpen(seen, 'auth-tls') || (!login.accepted && login.security === 'auth-tls')) return []
  const isTaken = login.accepted && login.security === 'auth-tls'
  const port = seen.target.ports.explicit
  return [
    clientRemedy(
      'any',
      `${isTaken ? 'Use' : 'Try'} AUTH TLS (explicit) on port ${port}${isTaken ? ', where the server does TLS itself and takes this login' : ''}.`,
    ),
  ]
}

export const finding: Finding = {
  id: 'tls-ended-before-server',
  title: 'TLS ends in front of the server, which asks for it',
  why: 'A TLS offloader (HAProxy, stunnel, a load balancer) takes the TLS off and passes the commands on in clear. The server behind it is set to refuse logins in clear, and that is how it sees every one of these.',
  proof:
    'USER or PASS inside TLS gets a reply that asks for TLS; the words are all there is, so it is only likely.',
  phase: 'login',
  severity: 'error',
  owner: ['network', 'server-configuration'],
  references: ['RFC 4217 §12'],
  symptoms: [
    { client: 'curl', text: 'curl: (67) Access denied: 530' },
    { client: 'any', text: '421 TLS is required (inside implicit TLS)' },
    {
      client: 'FileZilla',
      text: '550 SSL/TLS required on the control channel (after "TLS connection established")',
    },
  ],
  covers: [],
  explains: [],
  remedies: [
    networkRemedy(
      'Let the FTP server do TLS itself: pass this port on as plain TCP, without a certificate on the front.',
    ),
    anyServerRemedy(
      'Behind the front, take logins without TLS, on an address that only the front reaches: commands and passwords then travel in clear between the two, and data is not encrypted by the server.',
      { lowersSecurity: true },
    ),
    serverRemedy('ProFTPD', 'Stop asking for TLS', { config: 'TLSRequired off', lowersSecurity: true }),
    serverRemedy('vsftpd', 'Stop asking for TLS', {
      config: 'force_local_logins_ssl=NO',
      lowersSecurity: true,
    }),
    serverRemedy('Pure-FTPd', 'Stop asking for TLS', { config: 'TLS 1', lowersSecurity: true }),
    serverRemedy('pyftpdlib', 'Stop asking for TLS', {
      config: 'handler.tls_control_required = False',
      lowersSecurity: true,
    }),
  ],
  judge,
}
