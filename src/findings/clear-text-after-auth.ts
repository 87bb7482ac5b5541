import type { Finding } from '../model/finding.js'
import { judgeUpgrades, type NamedLook } from './support/auth-looks.js'
import { anyServerRemedy } from './support/remedies.js'

function clearText({ look }: NamedLook): string | undefined {
  const hello = look.hellos.find(({ outcome }) => outcome === 'clear-text')
  return hello === undefined ? undefined : (hello.clearText ?? '(bytes that are no text)')
}

export const finding: Finding = {
  id: 'clear-text-after-auth',
  title: 'The server answers the TLS hello in clear text',
  why: 'The server said 234 and then writes text where TLS should begin: its TLS could not start (most often the certificate or the key cannot be read), and it says so in clear. A client takes the text for a damaged TLS record.',
  proof: 'The first bytes behind 234 and our hello are text, which is quoted, and not a TLS record.',
  phase: 'handshake',
  severity: 'error',
  owner: ['server-software', 'server-configuration'],
  references: ['RFC 4217 §4'],
  symptoms: [
    { client: 'rclone', text: 'tls: first record does not look like a TLS handshake' },
    { client: 'curl', text: 'curl: (35) error:0A00010B:SSL routines::wrong version number' },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number' },
    { client: 'basic-ftp', text: 'ERR_SSL_WRONG_VERSION_NUMBER' },
    { client: 'lftp', text: 'An unexpected TLS packet was received.' },
    { client: 'FileZilla', text: 'GnuTLS error -15: An unexpected TLS packet was received.' },
    { client: 'Java', text: 'javax.net.ssl.SSLException: Unsupported or unrecognized SSL message' },
  ],
  covers: ['plaintext-after-auth', 'greeting-server-oops'],
  explains: [],
  remedies: [
    anyServerRemedy('Cure what the quoted text names: most often a certificate or key that cannot be read.'),
  ],
  judge: seen =>
    judgeUpgrades(seen, {
      matches: look => look.method !== 'implicit' && !look.look.established && clearText(look) !== undefined,
      certainty: () => 'certain',
      summary: (methods, [first]) =>
        `The server takes ${methods} and then answers in clear where TLS should begin: "${first === undefined ? '' : (clearText(first) ?? '')}".`,
      quote: clearText,
    }),
}
