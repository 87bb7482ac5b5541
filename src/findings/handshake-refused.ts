import type { Finding, Remedy } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { allHellos, answeredHellos, judgeUpgrades, shapesOf, type NamedLook } from './support/auth-looks.js'
import { whereTo } from './support/fill.js'
import { anyServerRemedy, serverRemedy, testedRemedy } from './support/remedies.js'
import { alertInWords, count, list } from './support/words.js'

/** An `error` is an answer that OpenSSL refuses, such as an old version. Who asks for our certificate has taken the hello: client-certificate-required. */
function isRefused(look: NamedLook): boolean {
  const { hellos } = look.look
  return (
    allHellos(look, 'alert', 'fin', 'rst', 'error') &&
    hellos.some(({ shape, alert }) => shape === 'usual' && alert !== undefined) &&
    !hellos.some(({ asksForCertificate }) => asksForCertificate === true)
  )
}

/** The server's own words behind its alert: no firewall says that. */
function lastWordOf({ look }: NamedLook): string | undefined {
  return look.hellos.find(({ clearText }) => clearText !== undefined)?.clearText
}

/** RFC 8446 §6.2, RFC 6066 §3. */
const meanings: Readonly<Record<number, string>> = {
  40: 'No certificate with its key is loaded, or no cipher suite is in common: the alert does not tell which.',
  70: 'It takes neither TLS 1.3 nor TLS 1.2, perhaps only older versions (RFC 8996 forbids them).',
  71: 'It finds what we offer too weak.',
  80: 'Something in its own TLS broke: a key, a library, a configuration.',
  112: 'It serves no such name.',
}

function summaryOf(methods: string, looks: readonly NamedLook[]): string {
  const hellos = looks.flatMap(({ look }) => look.hellos)
  const alerts = hellos.flatMap(({ alert }) => alert ?? [])
  const shapes = count(Math.max(...looks.map(shapesOf)), 'kind')
  const codes = [...new Set(alerts.map(({ description }) => description))]
  const meaning = codes.flatMap(code => meanings[code] ?? [])
  const quote = looks.map(lastWordOf).find(text => text !== undefined)
  return [
    `The server takes ${methods} and refuses ${whichHellos(looks)}, by ${list(alerts.map(alertInWords))}: ${count(hellos.length, 'hello')} of ${shapes}, with TLS 1.3 and TLS 1.2 on offer.`,
    ...(quote === undefined ? [] : [`Behind the alert it says "${quote}".`]),
    ...(hellos.some(({ outcome }) => outcome === 'error')
      ? ['Some of them it answered with what no client of today takes.']
      : []),
    ...meaning,
  ].join(' ')
}

/** A port on which it was seen: that of AUTH, unless implicit TLS alone refuses. */
function portOf({ target: { ports } }: Seen, looks: readonly NamedLook[]): number | null {
  return isExplicit(looks) ? ports.explicit : ports.implicit
}

function isExplicit(looks: readonly NamedLook[]): boolean {
  return looks.some(({ method }) => method !== 'implicit')
}

/** The command for a port where TLS begins with the first byte. */
function atOnce(remedy: Remedy): Remedy {
  return remedy.config?.includes(starttls) === true
    ? { ...remedy, config: remedy.config.replace(starttls, '') }
    : remedy
}

const starttls = '-starttls ftp '

function whichHellos(looks: readonly NamedLook[]): string {
  const answered = looks.flatMap(answeredHellos).map(({ shape }) => shape)
  if (answered.length === 0) return 'the TLS hello, whatever its shape'
  return answered.includes('tls12')
    ? 'each TLS hello that offers TLS 1.3 (one of TLS 1.2 alone is answered)'
    : 'each TLS hello that names the server (one without a name is answered)'
}

export const finding: Finding = {
  id: 'handshake-refused',
  title: 'The server refuses the TLS handshake',
  why: 'The server says 234 and answers the TLS hello with an alert: its certificate or key is not loaded or does not fit its cipher suites, or it has no version or cipher suite in common with clients of today. A firewall that ends TLS itself may say so in its place.',
  proof:
    "Hellos of three shapes (TLS 1.3 and 1.2, 1.2 only, 1.2 without a name) are all answered by an alert before a certificate was asked for, and the server's own words come behind it; without them it is likely.",
  phase: 'handshake',
  severity: 'error',
  owner: ['server-configuration', 'server-software'],
  references: ['RFC 8446 §6.2', 'RFC 5246 §7.2.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (35) error:0A000410:SSL routines::sslv3 alert handshake failure' },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE]' },
    { client: 'any', text: 'sslv3 alert handshake failure' },
    { client: 'any', text: 'tlsv1 alert protocol version' },
    { client: 'any', text: 'tlsv1 alert internal error' },
    { client: 'any', text: 'tlsv1 unrecognized name' },
    { client: 'lftp', text: 'A TLS fatal alert has been received.' },
    {
      client: 'FileZilla',
      text: 'GnuTLS error -12: A TLS fatal alert has been received.',
    },
    { client: 'Java', text: 'Received fatal alert: handshake_failure' },
  ],
  covers: ['no-shared-cipher', 'tls-version-too-old-server', 'sni-unrecognised-fatal'],
  explains: [],
  remedies: [
    serverRemedy('vsftpd', 'Name a certificate and its key, and cipher suites that fit them', {
      config:
        'rsa_cert_file=/etc/ssl/certs/ftp.pem\nrsa_private_key_file=/etc/ssl/private/ftp.key\nssl_ciphers=HIGH',
    }),
    testedRemedy('ProFTPD', 'Offer cipher suites that fit the certificate', {
      config: 'TLSCipherSuite HIGH',
    }),
    testedRemedy('ProFTPD', 'Offer the versions of today', { config: 'TLSProtocol TLSv1.2 TLSv1.3' }),
    serverRemedy('ProFTPD', 'Name a certificate and its key, for each virtual host or in <Global>', {
      config:
        'TLSRSACertificateFile /etc/ssl/certs/ftp.pem\nTLSRSACertificateKeyFile /etc/ssl/private/ftp.key',
    }),
    serverRemedy('Pure-FTPd', 'Name a file with key and certificate', {
      config: 'CertFile /etc/ssl/private/pure-ftpd.pem',
    }),
    serverRemedy('pyftpdlib', 'Name a file with key and certificate', {
      config: "handler.certfile = '/etc/ssl/private/ftp.pem'",
    }),
    anyServerRemedy("See more: run this, and read the server's log for that moment.", {
      config: `openssl s_client ${starttls}-connect HOST:PORT`,
    }),
  ],
  judge: seen =>
    judgeUpgrades(seen, {
      matches: isRefused,
      insteadOfOwn: looks => (isExplicit(looks) ? undefined : finding.remedies.map(atOnce)),
      certainty: looks =>
        looks.some(look => lastWordOf(look) !== undefined && shapesOf(look) === 3) ? 'certain' : 'likely',
      summary: summaryOf,
      quote: lastWordOf,
      fill: looks => whereTo(seen, portOf(seen, looks)),
      wouldProve:
        "The same check on the server's own machine: the same alert there = the server, another answer = something between; and the server's log of this moment.",
    }),
}
