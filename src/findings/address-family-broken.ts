import type { OtherAddress } from '../../probes/addresses.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved, valueOf } from './support/observed.js'
import { anyServerRemedy, clientRemedy, networkRemedy, serverRemedy } from './support/remedies.js'
import { endpoint } from './support/words.js'

/** Said by our own machine, which has no way into that family at all. */
const ownCodes: readonly string[] = ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'addresses', ({ others }) => {
    if (others.length === 0 || others.some(({ connect }) => connect === 'open')) return absent
    const [broken] = others.filter(({ code = '' }) => !ownCodes.includes(code))
    if (broken === undefined) return undetermined(`this machine has no way to ${family(others[0])} addresses`)
    if (!isOurAddressOpen(seen, broken.port))
      return undetermined('no port of the other family of addresses was open either')
    return found({
      certainty: broken.connect === 'refused' ? 'certain' : 'likely',
      summary: `${seen.target.host} has ${family(broken)} addresses too, and they take no connection: ${endpoint(broken.address, broken.port)} ${words[broken.connect]}, ${endpoint(seen.target.address ?? '', broken.port)} answers. Clients that try ${family(broken)} first wait or fail.`,
      wouldProve: `Try ${endpoint(broken.address, broken.port)} from another network that has ${family(broken)}: the same there = the server or its name is to be changed; open there = the way from here.`,
      cells: [],
      evidence: [],
    })
  })
}

const words = {
  open: 'answers',
  refused: 'refuses it',
  silent: 'does not answer',
  unreachable: 'is reported unreachable',
} as const

function family(other: OtherAddress | undefined): string {
  return other?.family === 4 ? 'IPv4' : 'IPv6'
}

function isOurAddressOpen(seen: Seen, port: number): boolean {
  const greeting = valueOf(seen, 'greeting')
  return greeting?.explicit.port === port && greeting.explicit.connect === 'open'
}

export const finding: Finding = {
  id: 'address-family-broken',
  title: 'One family of addresses does not work',
  why: 'The name has an IPv4 and an IPv6 address, and only one of them takes connections: the server listens on one family alone, or a firewall knows only one. Browsers hide it by trying both; many FTP clients wait for the first to time out, or give up.',
  proof:
    'The name has addresses of both families; on the same port one is open and the other refuses. Where the other is silent, the way from here may be the reason.',
  phase: 'connect',
  severity: 'warning',
  owner: ['network', 'server-configuration'],
  references: ['RFC 8305 §4', 'RFC 6724 §2'],
  symptoms: [
    {
      client: 'FileZilla',
      text: 'Error: Connection attempt failed with "ECONNREFUSED - Connection refused by server".',
    },
    {
      client: 'FileZilla',
      text: 'Status: Connection attempt failed with "ENETUNREACH - Network unreachable", trying next address.',
    },
  ],
  covers: ['ipv6-first-broken'],
  explains: [],
  remedies: [
    serverRemedy('vsftpd', 'Listen on both families', { config: 'listen=NO\nlisten_ipv6=YES' }),
    serverRemedy('ProFTPD', 'Listen on both families', { config: 'UseIPv6 on' }),
    serverRemedy('Pure-FTPd', 'Listen on both families', { config: 'IPV4Only no\nIPV6Only no' }),
    serverRemedy('pyftpdlib', 'Listen on both families', { config: "FTPServer(('::', 21), handler)" }),
    anyServerRemedy(
      'Let the server listen on both families, or take the record (AAAA or A) that does not work out of the name.',
    ),
    networkRemedy('Open the same ports for IPv6 as for IPv4, data ports included.'),
    clientRemedy('curl', 'Use the family that works', { config: '-4 (or -6)' }),
    clientRemedy('lftp', 'Use the family that works', { config: 'set dns:order "inet inet6"' }),
    clientRemedy('ftps-doctor', 'Look at one family alone', { config: '-4 or -6' }),
  ],
  judge,
}
