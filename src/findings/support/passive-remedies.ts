import type { Remedy } from '../../model/finding.js'
import { testedRemedy } from './remedies.js'

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
