import type { Remedy } from '../../model/finding.js'
import { serverRemedy } from './remedies.js'

const example = 'A fixed range for passive data ports, the same as in the firewall'

/** The passive range in each server's own words; the numbers are an example. */
export const passiveRangeRemedies: readonly Remedy[] = [
  serverRemedy('vsftpd', example, { config: 'pasv_min_port=50000\npasv_max_port=50100' }),
  serverRemedy('ProFTPD', example, { config: 'PassivePorts 50000 50100' }),
  serverRemedy('Pure-FTPd', example, { config: 'PassivePortRange 50000 50100' }),
  serverRemedy('pyftpdlib', example, { config: 'handler.passive_ports = range(50000, 50101)' }),
]

const outside = 'Name the address that clients reach, not the inner one (203.0.113.7 stands for it)'

/** The address that a 227 names, in each server's own words. */
export const passiveAddressRemedies: readonly Remedy[] = [
  serverRemedy('vsftpd', outside, { config: 'pasv_address=203.0.113.7' }),
  serverRemedy('ProFTPD', outside, { config: 'MasqueradeAddress 203.0.113.7' }),
  serverRemedy('Pure-FTPd', outside, { config: 'ForcePassiveIP 203.0.113.7' }),
  serverRemedy('pyftpdlib', outside, { config: "handler.masquerade_address = '203.0.113.7'" }),
]
