import type { Finding } from '../model/finding.js'
import { judgeNamedAddress } from './support/passive-address.js'
import { passiveAddressRemedies, privateAddressClientRemedies } from './support/passive-remedies.js'

export const finding: Finding = {
  id: 'passive-address-private',
  title: 'PASV names a private address that clients outside cannot reach',
  why: "The server stands behind NAT and names its inside address in the reply to PASV. Clients that believe it dial an address that they cannot reach; those that take the control connection's address instead get through. Inside TLS no router can mend it.",
  proof:
    'The 227 names a private address that is not the one we are connected to, and the same port at that one works.',
  phase: 'mode',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §4.1.2', 'RFC 1918 §3', 'RFC 2428 §3'],
  symptoms: [
    {
      client: 'FileZilla',
      text: 'Server sent passive reply with unroutable address. Using server address instead.',
    },
    { client: 'basic-ftp', text: 'PASV returned another host' },
    { client: 'C-Kermit', text: 'ftp: connect: Network is unreachable' },
    { client: 'wget', text: '(no connection to the private address)' },
  ],
  covers: ['pasv-private-address'],
  explains: [],
  remedies: [...passiveAddressRemedies, ...privateAddressClientRemedies],
  judge: seen =>
    judgeNamedAddress(
      seen,
      'private',
      named => `PASV names ${named}, a private address; clients that believe it cannot transfer.`,
    ),
}
