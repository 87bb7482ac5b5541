import type { Finding } from '../model/finding.js'
import { judgeProxy } from './support/proxy.js'
import { clientRemedy, networkRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'proxy-unreachable',
  title: 'The proxy cannot be reached',
  why: 'The client was told to go through a proxy, and gets no connection to the proxy itself: it is off, its name or port is mistyped, or a firewall lies before it. Nothing is known of the server then.',
  proof: 'No TCP connection to the proxy came about: it refused, did not answer, or its name does not exist.',
  phase: 'connect',
  severity: 'error',
  owner: ['client', 'network'],
  references: ['RFC 1928 §3', 'RFC 9110 §9.3.6'],
  symptoms: [
    { client: 'curl', text: 'curl: (5) Could not resolve proxy' },
    { client: 'curl', text: 'curl: (7) Failed to connect: Connection refused' },
  ],
  covers: [],
  explains: [],
  remedies: [
    clientRemedy('any', "Correct the proxy's name and port, or do without it."),
    networkRemedy('Let this machine reach the proxy at its port, and see that it runs.'),
  ],
  judge: seen =>
    judgeProxy(seen, {
      kinds: ['unreached'],
      told: ({ said = 'it does not answer' }, { proxy }) => ({
        certainty: 'certain',
        summary: `No connection to ${proxy} comes about: ${said}. Nothing was seen of the server.`,
      }),
    }),
}
