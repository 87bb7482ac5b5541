import type { Finding } from '../model/finding.js'
import { anyServerRemedy, clientRemedy, serverRemedy } from './support/remedies.js'
import { judgeOldest } from './support/raw-hellos.js'

export const finding: Finding = {
  id: 'old-tls-only',
  title: 'The server has only TLS 1.0 or 1.1',
  why: 'The server was configured, or built, before TLS 1.2 was usual. TLS 1.0 and 1.1 are forbidden since 2021 (RFC 8996): clients of today do not offer them, or refuse them when the server chooses one.',
  proof:
    'A hello that offers TLS 1.2 is answered by a ServerHello of an older version: the server itself chose; or hellos of TLS 1.2 and 1.3 come to nothing each time, and one of TLS 1.0 or 1.1 is answered each time. No handshake is finished: Node and OpenSSL 3 would not do it.',
  phase: 'handshake',
  severity: 'error',
  owner: ['server-configuration', 'server-software'],
  references: ['RFC 8996', 'RFC 5246 §E.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (35) error:0A000102:SSL routines::unsupported protocol' },
    { client: 'curl', text: 'curl: (35) error:0A00042E:SSL routines::tlsv1 alert protocol version' },
    {
      client: 'curl',
      text: 'curl: (35) error:0A00014D:SSL routines::legacy sigalg disallowed or unsupported',
    },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: UNSUPPORTED_PROTOCOL] unsupported protocol' },
    { client: 'any', text: 'unsupported protocol' },
    { client: 'any', text: 'tlsv1 alert protocol version' },
    { client: 'basic-ftp', text: 'ERR_SSL_UNSUPPORTED_PROTOCOL' },
    { client: 'lftp', text: 'A packet with illegal or unsupported version was received.' },
    {
      client: 'FileZilla',
      text: 'GnuTLS error -8: A packet with illegal or unsupported version was received.',
    },
  ],
  covers: ['tls-version-too-old-server'],
  explains: ['handshake-refused', 'hello-unanswered', 'closed-after-auth'],
  remedies: [
    serverRemedy('ProFTPD', 'Offer the versions of today', { config: 'TLSProtocol TLSv1.2 TLSv1.3' }),
    serverRemedy('pyftpdlib', 'Let OpenSSL choose the version', {
      config: 'handler.ssl_protocol = SSL.SSLv23_METHOD',
    }),
    anyServerRemedy(
      'Update the server, or what it has for TLS, to one with TLS 1.2: vsftpd, for one, has what its OpenSSL has.',
    ),
    clientRemedy('curl', 'Until then, take the old version', {
      config: '--tlsv1.0 --ciphers DEFAULT@SECLEVEL=0',
      lowersSecurity: true,
    }),
    clientRemedy('lftp', 'Until then, take the old version', {
      config: 'set ssl:priority "NORMAL:+VERS-TLS1.0:+VERS-TLS1.1"',
      lowersSecurity: true,
    }),
    clientRemedy('Python ftplib', 'Until then, take the old version', {
      config: "context.minimum_version = ssl.TLSVersion.TLSv1\ncontext.set_ciphers('DEFAULT@SECLEVEL=0')",
      lowersSecurity: true,
    }),
  ],
  judge: seen => judgeOldest(seen, { only: ['TLSv1', 'TLSv1.1'] }),
}
