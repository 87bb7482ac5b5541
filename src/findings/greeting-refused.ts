import type { Finding } from '../model/finding.js'
import { isNegative } from '../model/reply.js'
import { anyServerRemedy, serverRemedy } from './support/remedies.js'
import { judgePorts } from './support/services.js'
import { quoted } from './support/words.js'

export const finding: Finding = {
  id: 'greeting-refused',
  title: 'The greeting is a refusal',
  why: 'The server answers the connection itself with a refusal: an access list by address, or a fault in its own configuration, which it often quotes.',
  proof: 'A 5yz as the greeting, before anything was asked.',
  phase: 'greeting',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §5.4'],
  symptoms: [
    { client: 'curl', text: 'curl: (8) Got a 530 ftp-server response when 220 was expected' },
    { client: 'FileZilla', text: '500 OOPS: vsftpd: ...' },
  ],
  covers: ['greeting-530-acl', 'greeting-server-oops'],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Cure what the quoted text names: an access list for this address, or a broken configuration.',
    ),
    serverRemedy('vsftpd', 'After "500 OOPS": check the option or the file that it names', {
      config: 'vsftpd /etc/vsftpd.conf',
    }),
    serverRemedy('ProFTPD', 'Look for an address list', { config: '<Limit LOGIN>\n  AllowAll\n</Limit>' }),
  ],
  judge: seen =>
    judgePorts(seen, {
      matches: ({ service, greeting }) =>
        service === 'ftp' && greeting !== undefined && isNegative(greeting) && greeting.code !== 421,
      certainty: 'certain',
      summary: (where, look) => `${where} greets with a refusal: ${quoted(look.greeting)}.`,
    }),
}
