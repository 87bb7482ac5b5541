import type { Finding } from '../model/finding.js'
import { allHellos, answeredHellos, judgeUpgrades, shapesOf, type NamedLook } from './support/auth-looks.js'
import { clearedByImplicitPort, inspectionRemedies } from './support/inspection.js'
import { anyServerRemedy, serverRemedy } from './support/remedies.js'

/** Who cuts a connection may do it towards the server alone: then some of them are silent for us. */
const dead = ['fin', 'rst', 'silence'] as const

/** It got as far as that in the handshake: see client-certificate-required. */
function isAsked({ look }: NamedLook): boolean {
  return look.hellos.some(({ asksForCertificate }) => asksForCertificate === true)
}

function isEnded({ look }: NamedLook): boolean {
  return look.hellos.some(({ outcome }) => outcome === 'fin' || outcome === 'rst')
}

function isNoEnd({ outcome }: NamedLook['look']['hellos'][number]): boolean {
  return outcome !== 'fin' && outcome !== 'rst'
}

/** Each hello, of several shapes. */
function isWhatever(look: NamedLook): boolean {
  return shapesOf(look) > 1 && allHellos(look, 'fin', 'rst') && answeredHellos(look).length === 0
}

export const finding: Finding = {
  id: 'closed-after-auth',
  title: 'The connection is closed as soon as TLS begins',
  why: 'The server said 234, and the connection ended as soon as TLS began: a firewall that reads FTP and cannot bear encryption, or a server whose TLS process dies.',
  proof:
    'After 234 and our hello the connection ends (FIN or RST) before any byte of TLS, without an alert, whatever the hello looks like; clear commands work on a second connection.',
  phase: 'handshake',
  severity: 'error',
  owner: ['network', 'server-software'],
  references: ['RFC 4217 §4', 'RFC 8446 §4.1.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (35) OpenSSL SSL_connect: Connection reset by peer' },
    { client: 'curl', text: 'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL' },
    {
      client: 'basic-ftp',
      text: 'Client network socket disconnected before secure TLS connection was established',
    },
    { client: 'Python ftplib', text: 'ssl.SSLEOFError: EOF occurred in violation of protocol' },
    { client: 'lftp', text: 'The TLS connection was non-properly terminated.' },
    { client: 'basic-ftp', text: 'read ECONNRESET' },
    {
      client: 'FileZilla',
      text: 'GnuTLS error -110: The TLS connection was non-properly terminated.',
    },
  ],
  covers: ['alg-kills-after-auth'],
  explains: [],
  remedies: [
    ...inspectionRemedies,
    serverRemedy('ProFTPD', 'See why it hangs up', { config: 'TLSLog /var/log/proftpd/tls.log' }),
    anyServerRemedy("Read the server's log for this moment: a key it cannot read also ends so."),
  ],
  judge: seen =>
    judgeUpgrades(seen, {
      matches: look =>
        look.method !== 'implicit' && allHellos(look, ...dead) && isEnded(look) && !isAsked(look),
      contrary: ({ method, look }) => method !== 'implicit' && look.hellos.some(isNoEnd),
      certainty: (looks, auth) =>
        looks.some(isWhatever) && (auth.features ?? auth.nonsense) !== undefined ? 'certain' : 'likely',
      summary: (methods, looks) => {
        const reset = looks.some(({ look }) => look.hellos.some(hello => hello.outcome === 'rst'))
        return `The server takes ${methods}, and then the connection is ${reset ? 'reset' : 'closed'} at the first TLS hello, ${shapes(looks)}; clear commands go through.`
      },
      cleared: clearedByImplicitPort(seen),
      wouldProve:
        "Run it on the server's own network: TLS there = a firewall between, the same there = the server.",
    }),
}

function shapes(looks: readonly NamedLook[]): string {
  return looks.some(look => answeredHellos(look).length > 0)
    ? 'each time it offers TLS 1.3; one of TLS 1.2 alone is answered'
    : 'whatever its shape'
}
