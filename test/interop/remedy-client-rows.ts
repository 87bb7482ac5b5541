/**
 * Settings of clients that a remedy prints, each with a server on which the client does not come through without it.
 * The setting itself is not written here: the test takes what the report prints.
 */
import type { Row } from './remedy-rows.js'

export type Client = 'curl' | 'lftp' | 'Python ftplib'

export interface ClientRow {
  readonly row: Row
  readonly client: Client
  /** How the printed setting begins, where the finding has several for this client. */
  readonly cure?: string
  /** What the client is told besides, with the setting and without it. */
  readonly told?: string
}

type Server = Omit<Row, 'finding'>

const healthy: Server = { product: 'vsftpd' }
const trusting = '--cacert authority.pem'
const trustingLftp = 'set ssl:ca-file authority.pem;'
/** Else it tries the other mode when one fails, and comes through by itself. */
const noSwitch = 'set ftp:auto-passive-mode no;'
const explicit: Server = { product: 'vsftpd', options: { securities: ['implicit'] } }
const implicit: Server = {
  product: 'vsftpd',
  mistake: 'implicit_ssl=YES',
  options: { securities: ['auth-tls'] },
  implicit: 'before',
}

function row(
  finding: string,
  server: Server,
  client: Client,
  more: Pick<ClientRow, 'told' | 'cure'> = {},
): ClientRow {
  return { row: { finding, ...server }, client, ...more }
}

/** The authority that a client is to trust is beside it, as `authority.pem`. */
const trust = (['self-signed', 'untrusted'] as const).flatMap((flaw): ClientRow[] => {
  const [finding, server] = [`certificate-${flaw}`, { product: 'vsftpd', flaw } as const]
  return [
    row(finding, server, 'curl', { cure: '--cacert', told: '--ssl-reqd' }),
    row(finding, server, 'curl', { cure: '-k', told: '--ssl-reqd' }),
    row(finding, server, 'lftp', { cure: 'set ssl:ca-file' }),
    row(finding, server, 'lftp', { cure: 'set ssl:verify-certificate' }),
  ]
})

const otherName: Server = { product: 'vsftpd', flaw: 'other-name' }
const noPrivacy: Server = { product: 'ProFTPD', mistake: 'TLSRequired ctrl+!data' }

export const clientRows: readonly ClientRow[] = [
  ...trust,
  row('certificate-name-mismatch', otherName, 'curl', { told: `--ssl-reqd ${trusting}` }),
  row('certificate-name-mismatch', otherName, 'lftp', { told: trustingLftp }),
  row('explicit-tls-expected', explicit, 'curl', { told: trusting }),
  row('explicit-tls-expected', explicit, 'lftp', { told: trustingLftp }),
  row('implicit-tls-expected', implicit, 'curl', { told: trusting }),
  row('implicit-tls-expected', implicit, 'lftp', { told: trustingLftp }),
  row('tls-required-before-login', healthy, 'curl', { told: trusting }),
  row('private-protection-required', healthy, 'curl', { told: `--ftp-ssl-control ${trusting}` }),
  row('private-protection-required', { product: 'vsftpd', mistake: 'require_ssl_reuse=NO' }, 'Python ftplib'),
  row('private-protection-refused', noPrivacy, 'curl', { told: trusting }),
  row('active-refused', { product: 'vsftpd', mistake: 'port_enable=NO' }, 'lftp', {
    told: `${trustingLftp} set ftp:passive-mode off; ${noSwitch}`,
  }),
  row('plain-passive-refused', { product: 'ProFTPD', mistake: '<Limit PASV>\n  DenyAll\n</Limit>' }, 'lftp', {
    told: `${trustingLftp} ${noSwitch} set ftp:prefer-epsv no;`,
  }),
  row('passive-address-private', { product: 'vsftpd', mistake: 'pasv_address=10.1.2.3' }, 'lftp', {
    told: `${trustingLftp} set ftp:prefer-epsv no; set ftp:fix-pasv-address no;`,
  }),
  // Seen from loopback, it mends a public address as well.
  row('passive-address-wrong', { product: 'vsftpd', mistake: 'pasv_address=203.0.113.21' }, 'lftp', {
    told: `${trustingLftp} set ftp:prefer-epsv no; set ftp:fix-pasv-address no;`,
  }),
  row('session-resumption-required', healthy, 'Python ftplib'),
]
