import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsStoppedAt } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { found, type FoundJudgement } from './support/judgement.js'
import { valueOf } from './support/observed.js'
import { portsOf } from './support/ports.js'
import { judgeProxy, proxyLogin, proxyRemedy, quotedAnswer, type ProxyAnswer } from './support/proxy.js'
import { endpoints } from './support/reach.js'
import { clientRemedy, networkRemedy } from './support/remedies.js'
import { severityOfWays } from './support/severity.js'
import { count, list } from './support/words.js'

function told(
  answer: ProxyAnswer,
  { proxy, url, where }: { readonly proxy: string; readonly url: string; readonly where: string },
): Pick<FoundJudgement, 'certainty' | 'summary' | 'owner' | 'insteadOfOwn'> {
  const behind = 'The server was not asked.'
  switch (answer.is) {
    case 'wants-login':
      return {
        certainty: 'certain',
        insteadOfOwn: [proxyLogin(url), loginOfOthers],
        owner: ['client', 'network'],
        summary: `${capital(proxy)} wants a login that it accepts before it connects to ${where}${quotedAnswer(answer)}. ${behind}`,
      }
    case 'unreadable':
      return {
        certainty: 'certain',
        insteadOfOwn: [rightProxy],
        owner: ['client'],
        summary: `What answers at ${proxy} is no such proxy${quotedAnswer(answer)}. ${behind}`,
      }
    default:
      return {
        certainty: 'certain',
        summary: `${capital(proxy)} does not let us connect to ${where}${quotedAnswer(answer)}. ${behind}`,
      }
  }
}

/** It let us through to this port before, and then no more. */
function judgeLater(seen: Seen): Judgement | undefined {
  const greeting = valueOf(seen, 'greeting')
  if (greeting === undefined) return undefined
  const came = portsOf(greeting).filter(({ look }) => look.connect === 'open')
  const methods = came.flatMap(port => port.methods)
  const cells = cellsStoppedAt(seen, methods, ['connect']).filter(
    ({ failure }) => failure === 'not-through-proxy',
  )
  if (cells.length === 0) return undefined
  return found({
    certainty: 'likely',
    severity: severityOfWays(seen, cells),
    summary: `The proxy ${seen.target.proxy ?? ''} connects to ${list(endpoints(seen, came))} at first, and later brings no connection (${count(cells.length, 'way')}): it may allow only so many at a time or in a while, or have gone down.`,
    wouldProve: "The proxy's log of this moment, or the same check with --concurrency 1.",
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

const rightProxy = clientRemedy('any', 'See that kind, name and port of the proxy are right.')

const loginOfOthers = clientRemedy(
  'curl',
  'Give name and password for the proxy; a list of processes shows them, a file of options does not',
  { config: '--proxy-user NAME:PASSWORD' },
)

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const finding: Finding = {
  id: 'proxy-refused',
  title: 'The proxy says no',
  why: 'The proxy answers, and does not connect to the FTP port: its rules name other ports (many HTTP proxies let CONNECT go to 443 alone) or other clients, or it wants a name and a password.',
  proof:
    'The proxy took the connection and answered with a refusal of its own: HTTP 403 or 407, SOCKS 5 "not allowed by ruleset" or a login that it does not accept.',
  phase: 'connect',
  severity: 'error',
  owner: ['network'],
  references: ['RFC 1928 §6', 'RFC 1929 §2', 'RFC 9110 §15.5'],
  symptoms: [
    { client: 'curl', text: 'curl: (56) CONNECT tunnel failed, response 403' },
    { client: 'curl', text: 'curl: (56) CONNECT tunnel failed, response 407' },
    { client: 'curl', text: "curl: (97) Can't complete SOCKS5 connection" },
    { client: 'curl', text: 'curl: (97) No authentication method was acceptable.' },
    { client: 'FileZilla', text: 'Proxy handshake failed: ECONNABORTED - Connection aborted' },
  ],
  covers: [],
  explains: [],
  remedies: [
    proxyRemedy(
      'squid',
      'Let CONNECT go to the FTP ports, and to the passive range with them; the lines come before the rule that denies CONNECT',
      'acl SSL_ports port PORT 50000-50100\nacl Safe_ports port PORT 50000-50100',
      '/etc/squid/squid.conf',
    ),
    proxyRemedy(
      'tinyproxy',
      'Leave out every ConnectPort: it takes single ports only, and without one all are let through',
      '# ConnectPort 443\n# ConnectPort 563',
      '/etc/tinyproxy/tinyproxy.conf',
    ),
    networkRemedy(
      'SOCKS proxies: a rule that lets this client connect to the control port and to the passive range of the server.',
    ),
    proxyLogin('http://PROXY:3128'),
    rightProxy,
  ],
  judge: seen =>
    judgeLater(seen) ?? judgeProxy(seen, { kinds: ['refused', 'wants-login', 'unreadable'], told }),
}
