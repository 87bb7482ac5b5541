import type { Finding } from '../model/finding.js'
import { isIpv6 } from '../model/addresses.js'
import { absent } from './support/judgement.js'
import { judgeOneOfTwo } from './support/one-of-two.js'
import { clientRemedy, testedClientRemedy, testedRemedy } from './support/remedies.js'
import { useOf } from './support/set-up-ways.js'

export const finding: Finding = {
  id: 'plain-passive-refused',
  title: 'PASV is refused, EPSV is taken',
  why: 'The server takes only EPSV, as is right over IPv6. Clients that know only PASV cannot transfer.',
  proof: 'PASV is refused, EPSV is taken.',
  phase: 'mode',
  severity: 'warning',
  owner: ['server-configuration', 'server-software'],
  references: ['RFC 959 §4.1.2', 'RFC 2428 §3'],
  symptoms: [
    { client: 'wget', text: 'Cannot initiate PASV transfer.' },
    { client: 'Python ftplib', text: 'ftplib.error_perm: 502' },
    { client: 'commons-net', text: '502 (after PASV)' },
  ],
  covers: ['ipv6-control-pasv'],
  explains: [],
  remedies: [
    testedRemedy('ProFTPD', 'Take away a limit on this command', {
      config: '<Limit PASV>\n  AllowAll\n</Limit>',
    }),
    testedClientRemedy('lftp', 'Ask for EPSV', { config: 'set ftp:prefer-epsv yes' }),
    clientRemedy('curl', 'Nothing to do: it asks for EPSV first'),
  ],
  judge: seen =>
    isIpv6(seen.target.address) && useOf(seen, 'EPSV').all.length > 0
      ? absent
      : judgeOneOfTwo(seen, {
          refused: 'PASV',
          taken: 'EPSV',
          comment:
            'Clients that know only PASV over IPv4 (wget, Python ftplib, commons-net, Ruby and others) cannot transfer in passive mode.',
        }),
}
