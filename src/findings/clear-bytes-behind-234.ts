import type { Finding } from '../model/finding.js'
import { judgeUpgrades } from './support/auth-looks.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'clear-bytes-behind-234',
  title: 'Clear bytes came behind 234, before any TLS',
  why: 'Between 234 and TLS there must be nothing. Text that came in clear behind 234 would be read as if it were protected, so a careful client stops: this is how commands and replies are injected.',
  proof: 'Bytes came behind the 234 before our TLS hello was sent.',
  phase: 'auth',
  severity: 'error',
  owner: ['network', 'server-software'],
  references: ['RFC 4217 §4'],
  symptoms: [
    { client: 'curl', text: 'curl: (35) error:0A00010B:SSL routines::wrong version number' },
    { client: 'basic-ftp', text: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  ],
  covers: ['starttls-injected-bytes'],
  explains: ['clear-text-after-auth', 'closed-after-auth', 'hello-unanswered'],
  remedies: [
    anyServerRemedy('Update the server: nothing may follow 234 in clear.'),
    networkRemedy('See who is between: bytes put in here are how an attacker speaks inside the TLS session.'),
  ],
  judge: seen =>
    judgeUpgrades(seen, {
      matches: ({ look }) => look.bytesBehind !== undefined,
      contrary: ({ method }) => method !== 'implicit',
      certainty: () => 'certain',
      summary: methods =>
        `After ${methods}, more clear bytes came behind the reply that starts TLS. They may be put in by somebody between, so TLS was not started.`,
      quote: ({ look }) => look.bytesBehind,
      wouldProve: "Run it on the server's own network: clean there = somebody between puts them in.",
    }),
}
