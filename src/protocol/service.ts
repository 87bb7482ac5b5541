/** Who speaks on a port, told from the first bytes that came. */
export type Service = 'ftp' | 'ssh' | 'http' | 'smtp' | 'pop3' | 'imap' | 'tls' | 'other'

const greetings: readonly (readonly [Service, RegExp])[] = [
  ['ssh', /^SSH-/],
  ['http', /^HTTP\//i],
  ['http', /^<(!doctype|html)/i],
  ['pop3', /^(\+OK|-ERR)\b/],
  ['imap', /^\* (OK|PREAUTH|BYE)\b/i],
  ['smtp', /^(220|421|554)[ -].*\bE?SMTP\b/i],
  ['ftp', /^[1-5]\d\d([ -]|\r?$)/],
]

/**
 * The service by its greeting: RFC 4253 §4.2 (SSH), RFC 959 §4.2 (three digits), and so on. A mail server begins with 220
 * as an FTP server does and is told by the word SMTP (RFC 5321 §4.3.1 asks for it).
 */
export function serviceOf(firstBytes: Buffer): Service {
  if (isTlsRecord(firstBytes) || isSslV2(firstBytes)) return 'tls'
  const [firstLine = ''] = firstBytes
    .toString('latin1', 0, 512)
    .replace(/^(\xef\xbb\xbf|\s)+/, '')
    .split('\n')
  return greetings.find(([, form]) => form.test(firstLine))?.[0] ?? 'other'
}

/** RFC 8446 §5.1: change_cipher_spec, alert, handshake or application data, version 3.x. */
function isTlsRecord([type, major]: Buffer): boolean {
  return type !== undefined && type >= 20 && type <= 23 && major === 0x03
}

/** A record of SSLv2: two bytes of length with the first bit set, then an error (0), a client hello (1) or a server hello (4). Telnet's IAC is no length. */
function isSslV2([length, , kind]: Buffer): boolean {
  return length !== undefined && length >= 0x80 && length !== 0xff && (kind === 0 || kind === 1 || kind === 4)
}
