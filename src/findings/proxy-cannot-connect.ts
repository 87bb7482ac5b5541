import type { Finding } from '../model/finding.js'
import { judgeProxy, quotedAnswer, type ProxyAnswer } from './support/proxy.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { duration } from './support/words.js'

function does(answer: ProxyAnswer, seconds: number): string {
  switch (answer.is) {
    case 'silent':
      return `says nothing for ${duration(seconds)}: it may wait for the server, whose port does not answer it, or hang.`
    // Seen of ssh -D (OpenSSH 9.2): its yes goes out with the connection, and a no it has not.
    case 'closed':
      return 'hangs up without an answer. ssh -D does so where it does not get there; else it may not serve this machine, or be another kind of proxy.'
    default:
      return `says that it could not connect${quotedAnswer(answer)}. Whether that is the server, the way there or the name, it does not say.`
  }
}

export const finding: Finding = {
  id: 'proxy-cannot-connect',
  title: 'The proxy does not get through to the server',
  why: 'The proxy takes the order and comes to nothing: the server is down or refuses, a firewall lies between the two, or the proxy cannot look the name up. HTTP has one number for all of that, and SOCKS 4 the same one for a refusal of the proxy itself.',
  proof:
    'The proxy says that it could not connect (HTTP 502, 503 or 504, SOCKS "host unreachable" or "general failure"), hangs up, or says nothing until our patience ends. Where the fault lies, only its log or a look without it can tell.',
  phase: 'connect',
  severity: 'error',
  owner: ['network', 'server-configuration'],
  references: ['RFC 1928 §6', 'RFC 9110 §15.6'],
  symptoms: [
    { client: 'curl', text: 'curl: (56) CONNECT tunnel failed, response 503' },
    { client: 'curl', text: "curl: (97) Can't complete SOCKS5 connection" },
    { client: 'curl', text: "curl: (97) Can't complete SOCKS4 connection" },
  ],
  covers: [],
  explains: [],
  remedies: [
    clientRemedy('any', 'Check the host name and the port: the proxy alone looked the name up.'),
    networkRemedy('Let the proxy reach the server at its FTP ports, the passive range among them.'),
    anyServerRemedy('See that the server runs, and that its firewall lets the address of the proxy in.'),
  ],
  judge: seen =>
    judgeProxy(seen, {
      kinds: ['failed', 'silent', 'closed'],
      told: (answer, { proxy, where, port }) => ({
        certainty: 'likely',
        summary: `Asked for ${where}, ${proxy} ${does(answer, port.look.connectSeconds)}`,
        wouldProve:
          "The proxy's log of this moment, or the same check from the proxy's own machine without it.",
      }),
    }),
}
