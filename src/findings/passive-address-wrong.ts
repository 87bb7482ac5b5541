import type { Finding } from '../model/finding.js'
import { judgeNamedAddress } from './support/passive-address.js'
import { passiveAddressRemedies, wrongAddressClientRemedies } from './support/passive-remedies.js'

export const finding: Finding = {
  id: 'passive-address-wrong',
  title: 'PASV names another address than the one that works',
  why: 'The server names a fixed outside address in its reply to PASV, and that is not, or no longer, the one that reaches it: an old address, another line, or a client inside the same network.',
  proof: "The 227 names another public address; the control connection's address with that port works.",
  phase: 'mode',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §4.1.2', 'RFC 2428 §3'],
  symptoms: [
    { client: 'basic-ftp', text: 'PASV returned another host' },
    { client: 'WinSCP', text: 'Timeout detected. (data connection)' },
  ],
  covers: ['pasv-wrong-public-address', 'masquerade-hits-lan-clients'],
  explains: [],
  remedies: [...passiveAddressRemedies, ...wrongAddressClientRemedies],
  judge: seen =>
    judgeNamedAddress(
      seen,
      'public',
      named =>
        `PASV names ${named}, another address than this server's; clients that believe it cannot transfer.`,
    ),
}
