import { reply } from './seen-builder.js'

/** What ProFTPD 1.3.8 shows where it misses our certificate: RST behind TLS 1.3, an alert in TLS 1.2, and perhaps 421 at USER. */
export const missedCertificate = {
  features: {
    insideTlsBroke: {
      security: 'auth-tls',
      failure: 'connection-reset',
      inTls12: { outcome: 'alert', alert: { description: 40, name: 'handshake_failure' } },
    },
  },
  login: {
    user: 'edi',
    security: 'auth-tls',
    accepted: false,
    replies: [{ command: 'USER', reply: reply('421 TLS handshake failed') }],
  },
} as const
