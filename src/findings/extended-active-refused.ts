import type { Finding } from '../model/finding.js'
import { judgeOneOfTwo } from './support/one-of-two.js'
import { clientRemedy, testedRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'extended-active-refused',
  title: 'EPRT is refused, PORT is taken',
  why: 'EPRT (RFC 2428) is newer than PORT, and some servers do not know it. Clients fall back to PORT over IPv4; over IPv6 there is nothing to fall back to.',
  proof: 'EPRT is refused, PORT is taken.',
  phase: 'mode',
  severity: 'info',
  owner: ['server-software'],
  references: ['RFC 2428 §2'],
  symptoms: [{ client: 'curl', text: '< 500 EPRT not understood (then it sends PORT)' }],
  covers: ['active-eprt-refused'],
  explains: [],
  remedies: [
    testedRemedy('ProFTPD', 'Take away a limit on this command', {
      config: '<Limit EPRT>\n  AllowAll\n</Limit>',
    }),
    clientRemedy('curl', 'Do not ask for EPRT first', { config: '--disable-eprt' }),
    clientRemedy('any', 'Use passive mode.'),
  ],
  judge: seen =>
    judgeOneOfTwo(seen, {
      refused: 'EPRT',
      taken: 'PORT',
      comment: 'Clients that fall back to PORT work.',
    }),
}
