import type { Finding } from '../model/finding.js'
import { judgeNamedAddress } from './support/passive-address.js'
import { passiveAddressRemedies } from './support/passive-remedies.js'
import { clientRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'passive-address-unusable',
  title: 'PASV names an address that cannot be one',
  why: 'The reply to PASV names an address that belongs to nobody, such as 0.0.0.0: the server was told to listen everywhere, and says that.',
  proof: 'The 227 names 0.0.0.0, a multicast address, or the port 0.',
  phase: 'mode',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 959 §4.1.2', 'RFC 1122 §3.2.1.3'],
  symptoms: [{ client: 'any', text: 'Connection refused (to 0.0.0.0, which is this machine)' }],
  covers: ['pasv-zero-address'],
  explains: [],
  remedies: [
    ...passiveAddressRemedies,
    clientRemedy('any', 'Use EPSV, which names no address, or the address of the control connection.'),
  ],
  judge: seen =>
    judgeNamedAddress(seen, 'unusable', named => `PASV names ${named}, which is no address to connect to.`),
}
