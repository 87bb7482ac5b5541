/**
 * The mistakes that administrators make, each with the finding that names it: what every "tested" in a remedy rests on.
 * The remedy itself is not written here: the test takes what the report prints.
 */
import type { Flaw } from '../support/certificates.js'
import type { Configured } from '../support/merge-settings.js'
import type { CheckOptions } from '../../src/run/check-options.js'

export interface Row {
  readonly finding: string
  readonly product: Configured
  /** In the product's own words; put into a configuration that demands TLS for logins and data. */
  readonly mistake?: string
  readonly flaw?: Flaw
  readonly place?: Place
  /** How the printed lines begin, where the finding has several cures for this product. */
  readonly cure?: string
  readonly options?: CheckOptions
  /** When the port is one of implicit TLS, so that nobody waits for a greeting in clear. */
  readonly implicit?: 'before' | 'after'
  /** What the cure brings besides what the product always shows when it is well. */
  readonly brings?: readonly string[]
}

/**
 * homeless: the account's folder is not there. no-shells: /etc/shells is empty. elsewhere: it listens on another address than the one that is asked.
 * drops, rejects: a firewall before it lets only 50000 to 50100 pass. public: its address is a public one.
 * translated: a router gives the client another address on its way to the server, and lets the
 * server come to its own.
 */
export type Place = 'homeless' | 'no-shells' | 'elsewhere' | 'drops' | 'rejects' | 'public' | 'translated'

/** Good policy, told as information. */
const policy: readonly string[] = ['private-protection-required', 'tls-required-before-login']

/** What each product shows on a demanding configuration without a mistake. */
export const usual: Readonly<Record<Configured, readonly string[]>> = {
  vsftpd: [...policy, 'session-resumption-required', 'protected-without-prot'],
  ProFTPD: [...policy, 'session-resumption-required', 'clear-protection-refused', 'protected-without-prot'],
  'Pure-FTPd': [...policy, 'safe-or-confidential-accepted', 'auth-ssl-refused'],
  pyftpdlib: policy,
}

const products = ['vsftpd', 'ProFTPD', 'Pure-FTPd', 'pyftpdlib'] as const
const flaws: Readonly<Record<string, Flaw>> = {
  'certificate-expired': 'expired',
  'certificate-not-yet-valid': 'not-yet-valid',
  'certificate-self-signed': 'self-signed',
  'certificate-sample': 'sample',
  'certificate-purpose-wrong': 'for-clients',
  'certificate-untrusted': 'untrusted',
  'certificate-name-mismatch': 'other-name',
  'certificate-chain-incomplete': 'sent-alone',
}
export const certificates: readonly Row[] = Object.entries(flaws).flatMap(([finding, flaw]) =>
  products.map((product): Row => ({ finding, product, flaw })),
)

/** The same finding on several products: the mistake of each. */
function each(finding: string, mistakes: Partial<Record<Configured, string>>, more?: Partial<Row>): Row[] {
  return products.flatMap(product =>
    mistakes[product] === undefined ? [] : [{ finding, product, mistake: mistakes[product], ...more }],
  )
}

const limit = (commands: string): string => `<Limit ${commands}>\n  DenyAll\n</Limit>`

export const reach: readonly Row[] = [
  ...products.map((product): Row => ({ finding: 'connection-refused', product, place: 'elsewhere' })),
  ...each(
    'explicit-tls-expected',
    { vsftpd: 'implicit_ssl=NO', ProFTPD: 'TLSOptions NoSessionReuseRequired' },
    { options: { securities: ['implicit'] }, implicit: 'after', brings: ['implicit-tls-expected'] },
  ),
  ...each(
    'implicit-tls-expected',
    { vsftpd: 'implicit_ssl=YES' },
    { options: { securities: ['auth-tls'] }, implicit: 'before' },
  ),
  ...each('tls-not-offered', {
    vsftpd: 'ssl_enable=NO',
    ProFTPD: 'TLSEngine off',
    'Pure-FTPd': 'TLS 0',
    pyftpdlib: 'from pyftpdlib.handlers import FTPHandler\nhandler = FTPHandler',
  }),
]

export const handshakes: readonly Row[] = [
  ...each(
    'handshake-refused',
    { ProFTPD: 'TLSCipherSuite ECDSA\nTLSProtocol TLSv1.2' },
    { cure: 'TLSCipherSuite' },
  ),
  ...each('handshake-refused', { ProFTPD: 'TLSProtocol TLSv1' }, { cure: 'TLSProtocol' }),
]

export const login: readonly Row[] = [
  ...each('login-refused', {
    vsftpd: 'local_enable=NO\nanonymous_enable=YES\nftp_username=nobody',
    'Pure-FTPd': 'PureDB /nowhere/users.pdb',
    pyftpdlib: "authorizer.add_user('somebody', 'else', '/srv')",
  }),
  {
    finding: 'login-refused',
    product: 'ProFTPD',
    mistake: 'RequireValidShell on',
    place: 'no-shells',
    cure: 'RequireValidShell',
  },
  {
    finding: 'account-home-unusable',
    product: 'vsftpd',
    mistake: 'chroot_local_user=YES',
    cure: 'allow_writeable_chroot',
  },
  {
    finding: 'login-refused',
    product: 'ProFTPD',
    place: 'homeless',
    cure: 'CreateHome',
    brings: ['listing-empty'],
  },
  { finding: 'account-home-unusable', product: 'Pure-FTPd', place: 'homeless', brings: ['listing-empty'] },
  ...each('session-limit-reached', {
    vsftpd: 'max_per_ip=1',
    ProFTPD: 'MaxClientsPerHost 1',
    'Pure-FTPd': 'MaxClientsPerIP 1',
    pyftpdlib: 'server.max_cons_per_ip = 1',
  }),
  ...each('clear-password-requested', {
    vsftpd: 'force_local_logins_ssl=NO',
    ProFTPD: 'TLSRequired off',
    'Pure-FTPd': 'TLS 1',
    pyftpdlib: 'handler.tls_control_required = False',
  }),
]

export const protection: readonly Row[] = [
  ...each('clear-data-accepted', {
    vsftpd: 'force_local_data_ssl=NO',
    ProFTPD: 'TLSRequired ctrl',
    'Pure-FTPd': 'TLS 2',
    pyftpdlib: 'handler.tls_data_required = False',
  }),
  ...each('private-protection-refused', { ProFTPD: 'TLSRequired ctrl+!data' }),
  ...each(
    'private-protection-required',
    { vsftpd: '', ProFTPD: '', 'Pure-FTPd': '', pyftpdlib: '' },
    { brings: ['clear-data-accepted'] },
  ),
  ...each('session-resumption-required', { vsftpd: '', ProFTPD: '' }),
  ...each('clear-protection-refused', { ProFTPD: '' }, { brings: ['clear-data-accepted'] }),
]

export const dataConnection: readonly Row[] = [
  ...each('passive-refused', {
    vsftpd: 'pasv_enable=NO',
    ProFTPD: limit('PASV EPSV'),
    'Pure-FTPd': 'NATmode yes',
  }),
  ...each(
    'passive-ports-exhausted',
    { vsftpd: 'pasv_min_port=50000\npasv_max_port=50000', 'Pure-FTPd': 'PassivePortRange 50000 50000' },
    { place: 'public' },
  ),
  ...each('plain-passive-refused', { ProFTPD: limit('PASV') }),
  ...each('extended-passive-refused', { ProFTPD: limit('EPSV') }),
  ...each('active-refused', { vsftpd: 'port_enable=NO', ProFTPD: limit('PORT EPRT') }),
  ...each('extended-active-refused', { ProFTPD: limit('EPRT') }),
  ...each('passive-address-private', {
    vsftpd: 'pasv_address=10.1.2.3',
    ProFTPD: 'MasqueradeAddress 10.1.2.3',
    'Pure-FTPd': 'ForcePassiveIP 10.1.2.3',
    pyftpdlib: "handler.masquerade_address = '10.1.2.3'",
  }),
  ...each('passive-address-unusable', {
    vsftpd: 'pasv_address=0.0.0.0',
    ProFTPD: 'MasqueradeAddress 0.0.0.0',
    'Pure-FTPd': 'ForcePassiveIP 0.0.0.0',
    pyftpdlib: "handler.masquerade_address = '0.0.0.0'",
  }),
  ...each(
    'passive-address-wrong',
    {
      vsftpd: 'pasv_address=198.51.100.99',
      ProFTPD: 'MasqueradeAddress 198.51.100.99',
      'Pure-FTPd': 'ForcePassiveIP 198.51.100.99',
      pyftpdlib: "handler.masquerade_address = '198.51.100.99'",
    },
    { place: 'public' },
  ),
  ...each('listing-empty', { ProFTPD: limit('LIST NLST MLSD') }),
  ...each('listing-refused', {
    vsftpd: 'dirlist_enable=NO',
    pyftpdlib: "authorizer.user_table['ftpsdoctor']['perm'] = 'er'",
  }),
]

const otherRange = {
  vsftpd: 'pasv_min_port=40000\npasv_max_port=40100',
  ProFTPD: 'PassivePorts 40000 40100',
  'Pure-FTPd': 'PassivePortRange 40000 40100',
  pyftpdlib: 'handler.passive_ports = range(40000, 40101)',
}

export const networks: readonly Row[] = [
  ...each('passive-ports-filtered', otherRange, { place: 'drops' }),
  ...each('passive-ports-refused', otherRange, { place: 'rejects' }),
  ...each('active-address-rejected', { vsftpd: '', ProFTPD: '', pyftpdlib: '' }, { place: 'translated' }),
]

export const rows: readonly Row[] = [
  ...reach,
  ...handshakes,
  ...certificates,
  ...login,
  ...protection,
  ...dataConnection,
  ...networks,
]
