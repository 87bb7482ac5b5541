import type { SetUp } from '../../probes/matrix.js'
import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { passed } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved, valueOf } from './support/observed.js'
import { passiveRangeRemedies } from './support/passive-remedies.js'
import { isThroughProxy, proxyRemedy, quotedAnswer, type ProxyAnswer } from './support/proxy.js'
import { networkRemedy, untested } from './support/remedies.js'
import { severityOfWays } from './support/severity.js'
import { cellsBehindSetUps, distinctPorts, passiveSetUps } from './support/set-ups.js'
import { endedUnasked } from './support/unasked-data.js'
import { count, list } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'greeting', () => {
    if (!isThroughProxy(seen)) return absent
    const matrix = valueOf(seen, 'matrix')
    const asked = matrix === undefined ? [] : passiveSetUps(matrix)
    const tried = asked.filter(({ connect }) => connect !== 'not-tried')
    if (tried.length === 0) return undetermined('the proxy was asked for no port for data')
    const stopped = tried.filter(({ connect }) => connect === 'not-through-proxy')
    if (stopped.length > 0) return judgeStopped(seen, tried, stopped)
    return judgeEndedUnasked(seen) ?? absent
  })
}

function judgeStopped(seen: Seen, tried: readonly SetUp[], stopped: readonly SetUp[]): Judgement {
  const refused = stopped.filter(({ proxy }) => proxy?.is === 'refused' || proxy?.is === 'wants-login')
  const [first] = refused.length > 0 ? refused : stopped
  const answer: ProxyAnswer = first?.proxy ?? { is: 'silent' }
  const isSure =
    refused.length === tried.length && distinctPorts(refused).length > 1 && seen.cells.some(isLoggedIn)
  const others = tried.filter(({ connect }) => connect === 'open').length
  const cells = cellsBehindSetUps(seen, stopped, ['data-connect', 'command'])
  const does = refused.length > 0 ? 'refuses' : (doings[answer.is] ?? 'says that it does not reach')
  return found({
    certainty: isSure ? 'certain' : 'likely',
    severity: severityOfWays(seen, cells),
    summary:
      `The proxy ${seen.target.proxy ?? ''} lets the control connection through, and ${does} ports for data${quotedAnswer(answer)}` +
      ` (TCP ${portsInWords(stopped)}).${others === 0 ? '' : ` ${count(others, 'other')} came through.`}${refused.length > 0 ? '' : whoElse}`,
    ...(answer.said === undefined ? {} : { quote: answer.said }),
    ...(isSure ? {} : { wouldProve }),
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

/** Where a proxy says yes before it has connected, a port that it does not reach looks like one that hangs up. */
function judgeEndedUnasked(seen: Seen): Judgement | undefined {
  const cells = endedUnasked(seen)
  if (cells.length < 2) return undefined
  return found({
    certainty: 'likely',
    severity: severityOfWays(seen, cells),
    summary: `The proxy ${seen.target.proxy ?? ''} lets the control connection through; connections to ports for data end without a byte on every passive way, and the server knows of none (${count(cells.length, 'way')}). A proxy that says yes before it has connected ends them so where it does not get there.${whoElse}`,
    wouldProve,
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

const doings: Readonly<Partial<Record<ProxyAnswer['is'], string>>> = {
  silent: 'says nothing when it is asked for',
  closed: 'hangs up when it is asked for',
  unreached: 'cannot be reached any more for',
}

const whoElse =
  " It may be a rule of its own, or a firewall between it and the server: the proxy's connections were not seen from here."

const wouldProve =
  "The proxy's log of this moment, or the same check from the proxy's own machine without it: works there = a rule of the proxy."

function isLoggedIn(cell: SeenCell): boolean {
  return passed(cell, 'login')
}

function portsInWords(setUps: readonly SetUp[]): string {
  const ports = distinctPorts(setUps)
  return list(ports.slice(0, 4).map(String)) + (ports.length > 4 ? ' ...' : '')
}

export const finding: Finding = {
  id: 'proxy-refuses-data-ports',
  title: 'The proxy lets the control connection through and not the data',
  why: 'FTP opens another connection for each transfer, to a port that is chosen anew each time. A proxy whose rules name port 21 or 990 alone, or whose own firewall does, lets a client log in and never list. TLS hides the ports, so that no proxy can open them as it goes.',
  proof:
    'The control connection came through the proxy, and the ports that the server named were refused by it (HTTP 403 to CONNECT, SOCKS "not allowed by ruleset"). That it could not connect may be the server as well: then it is only likely.',
  phase: 'data-connect',
  severity: 'error',
  owner: ['network'],
  references: ['RFC 959 §3.2', 'RFC 1928 §6', 'RFC 9110 §9.3.6'],
  symptoms: [
    { client: 'curl', text: 'curl: (56) CONNECT tunnel failed, response 403' },
    { client: 'curl', text: "curl: (97) Can't complete SOCKS5 connection" },
    { client: 'FileZilla', text: 'Error: Failed to retrieve directory listing' },
  ],
  covers: ['proxy-control-only'],
  explains: [
    'data-closed-before-tls',
    'data-connection-given-up',
    'final-reply-missing',
    'passive-ports-elsewhere',
    'transfer-stalled',
    'transfer-truncated',
  ],
  remedies: [
    proxyRemedy(
      'squid',
      "Let CONNECT go to the server's passive range; the lines come before the rule that denies CONNECT",
      'acl SSL_ports port 50000-50100\nacl Safe_ports port 50000-50100',
      '/etc/squid/squid.conf',
    ),
    proxyRemedy(
      'tinyproxy',
      'Leave out every ConnectPort: it takes single ports only, and without one all are let through',
      '# ConnectPort 443\n# ConnectPort 21',
      '/etc/tinyproxy/tinyproxy.conf',
    ),
    networkRemedy(
      'SOCKS proxies and the firewall around any proxy: let it connect to the whole passive range of the server.',
    ),
    ...untested(passiveRangeRemedies),
  ],
  judge,
}
