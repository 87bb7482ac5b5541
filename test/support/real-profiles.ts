/** The kinds of real servers that every look is compared on, each by the settings that administrators choose. */
import type { Need } from './needs.js'
import type { Place, RealServer } from './real.js'
import { startProftpd, startPureFtpd, startPyftpdlib, startVsftpd } from './real-products.js'

export interface Profile {
  readonly name: string
  readonly needs: readonly Need[]
  /** Whether it offers TLS at all. */
  readonly tls: boolean
  /** Whether data connections must resume the TLS session: what vsftpd and ProFTPD want as they come. */
  readonly resumption: boolean
  /** Whether it may forget a connection when there are several: then silence proves nothing. */
  readonly forgetful: boolean
  /** Whether TLS on a data connection may begin before the command. */
  readonly takesEarlyHello: boolean
  start(place?: Place): Promise<RealServer>
}

const optional = { force_local_logins_ssl: 'NO', force_local_data_ssl: 'NO' }

const vsftpd = (name: string, settings: Readonly<Record<string, string>>, place: Place = {}): Profile => ({
  name: `vsftpd, ${name}`,
  needs: ['root', 'vsftpd', 'namespaces'],
  tls: settings['ssl_enable'] !== 'NO',
  resumption: settings['ssl_enable'] !== 'NO' && settings['require_ssl_reuse'] !== 'NO',
  forgetful: false,
  takesEarlyHello: true,
  start: at => startVsftpd(settings, { ...place, ...at }),
})

const proftpd = (name: string, settings: Readonly<Record<string, string>>, place: Place = {}): Profile => ({
  name: `ProFTPD, ${name}`,
  needs: ['root', 'proftpd', 'namespaces'],
  tls: true,
  resumption: settings['TLSOptions'] !== 'NoSessionReuseRequired',
  forgetful: false,
  takesEarlyHello: true,
  start: at => startProftpd(settings, { ...place, ...at }),
})

const pureFtpd = (tls: 0 | 1 | 2 | 3): Profile => ({
  name: `Pure-FTPd, --tls ${tls}`,
  needs: ['root', 'pure-ftpd', 'pure-pw', 'namespaces'],
  tls: tls > 0,
  resumption: false,
  forgetful: false,
  takesEarlyHello: true,
  start: at => startPureFtpd(tls, at),
})

/**
 * After an active transfer pyftpdlib 1.5.7 keeps the number of the closed socket until the session's next PASV, PORT or
 * end, and then stops listening to whatever connection has that number by now (`_dtp_connector` in its handlers.py):
 * with many connections at once one of them is forgotten now and then.
 */
const pyftpdlib = (name: string, required: boolean): Profile => ({
  name: `pyftpdlib, ${name}`,
  needs: ['root', 'pyftpdlib', 'namespaces'],
  tls: true,
  resumption: false,
  forgetful: true,
  takesEarlyHello: false,
  start: at => startPyftpdlib({ tls_control_required: required, tls_data_required: required }, at),
})

export const profiles: readonly Profile[] = [
  vsftpd('resumption required', {}),
  vsftpd('resumption not required', { require_ssl_reuse: 'NO' }),
  vsftpd('implicit', {}, { implicit: true }),
  vsftpd('TLS optional', optional),
  vsftpd('plain', { ...optional, ssl_enable: 'NO' }),
  proftpd('TLSRequired on', {}),
  proftpd('TLSRequired off', { TLSRequired: 'off' }),
  proftpd('NoSessionReuseRequired', { TLSOptions: 'NoSessionReuseRequired' }),
  proftpd('implicit', {}, { implicit: true }),
  ...([0, 1, 2, 3] as const).map(pureFtpd),
  pyftpdlib('TLS required', true),
  pyftpdlib('TLS optional', false),
]
