// A firewall that reads FTP and cannot bear encryption: what to change, and what is no way around it here.
import type { Remedy } from '../../model/finding.js'
import type { Seen } from '../../model/seen.js'
import { valueOf } from './observed.js'
import { isOpen } from './ports.js'
import { clientRemedy, networkRemedy } from './remedies.js'

export const inspectionRemedies: readonly Remedy[] = [
  networkRemedy(
    'Take FTP inspection off for this server: a firewall that reads FTP may end what it cannot read.',
    { config: 'Cisco ASA: no inspect ftp' },
  ),
  networkRemedy(
    'Or serve implicit TLS on 990 as well: a port that the firewall does not inspect often passes.',
  ),
  clientRemedy('any', 'Try implicit TLS on port 990.'),
]

/** Clients have nothing to try where the implicit port was looked at and serves nobody. */
export function clearedByImplicitPort(seen: Seen): readonly Remedy['side'][] {
  const entry = valueOf(seen, 'auth')?.entries.implicit
  return entry === undefined || entry.status === 'untested' || isOpen(seen, 'implicit') ? [] : ['client']
}
