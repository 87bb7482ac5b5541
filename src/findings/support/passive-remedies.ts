import type { Remedy } from '../../model/finding.js'
import { clientRemedy, testedClientRemedy, testedRemedy } from './remedies.js'

const example = 'A fixed range for passive data ports, the same as in the firewall'

/** The passive range in each server's own words; the numbers are an example. */
export const passiveRangeRemedies: readonly Remedy[] = [
  testedRemedy('vsftpd', example, { config: 'pasv_min_port=50000\npasv_max_port=50100' }),
  testedRemedy('ProFTPD', example, { config: 'PassivePorts 50000 50100' }),
  testedRemedy('Pure-FTPd', example, { config: 'PassivePortRange 50000 50100' }),
  testedRemedy('pyftpdlib', example, { config: 'handler.passive_ports = range(50000, 50101)' }),
]

const outside = 'Name the address that clients reach'

/** The address that a 227 names, in each server's own words. */
export const passiveAddressRemedies: readonly Remedy[] = [
  testedRemedy('vsftpd', outside, { config: 'pasv_address=ADDRESS' }),
  testedRemedy('ProFTPD', outside, { config: 'MasqueradeAddress ADDRESS' }),
  testedRemedy('Pure-FTPd', outside, { config: 'ForcePassiveIP ADDRESS' }),
  testedRemedy('pyftpdlib', outside, { config: "handler.masquerade_address = 'ADDRESS'" }),
]

/** Clients that never dial what a 227 names, or can be told so; whatever kind of address it is. */
const asToldToIgnore: readonly Remedy[] = [
  clientRemedy('curl', 'Nothing to do since 7.74, which ignores the address; before that', {
    config: '--ftp-skip-pasv-ip',
  }),
  testedClientRemedy('lftp', 'Ignore the address', { config: 'set ftp:ignore-pasv-address yes' }),
  clientRemedy(
    'Python ftplib',
    'Nothing to do since 3.9.3 (and 3.8.9, 3.7.11, 3.6.14), which ignores the address',
  ),
  clientRemedy('WinSCP', 'Advanced, Connection: Force IP address for passive mode connections: On'),
  clientRemedy('PHP', 'Ignore the address, between ftp_login and ftp_pasv', {
    config: 'ftp_set_option($ftp, FTP_USEPASVADDRESS, false);',
  }),
  clientRemedy(
    'basic-ftp',
    'From 6.0 on it stops at such an address, and asks for EPSV first: let the server take EPSV. allowSeparateTransferHost would dial the address that does not work.',
  ),
]
const byOtherMeans = clientRemedy('any', 'Where the server takes EPSV, use that: it names no address.')

/** They take the control connection's address by themselves only where it is public and the other one is not. */
export const privateAddressClientRemedies: readonly Remedy[] = [
  ...asToldToIgnore,
  clientRemedy(
    'FileZilla',
    "Nothing to do where the server's own address is public: it is taken instead (Settings, Passive mode, as installed). Else: Transfer Settings, Active",
  ),
  byOtherMeans,
]

/** They believe every public address. */
export const wrongAddressClientRemedies: readonly Remedy[] = [
  ...asToldToIgnore,
  clientRemedy(
    'FileZilla',
    'None of its settings for passive mode helps, as they are for private addresses: Transfer Settings, Active',
  ),
  byOtherMeans,
]
