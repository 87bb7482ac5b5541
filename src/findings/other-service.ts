import type { PortLook } from '../../probes/greeting.js'
import type { Finding } from '../model/finding.js'
import { clientRemedy } from './support/remedies.js'
import { heard, judgePorts } from './support/services.js'

const names: Readonly<Partial<Record<PortLook['service'], string>>> = {
  http: 'a web server',
  smtp: 'a mail server (SMTP)',
  pop3: 'a mail server (POP3)',
  imap: 'a mail server (IMAP)',
  other: 'something that is not an FTP server',
}

export const finding: Finding = {
  id: 'other-service',
  title: 'Another service answers here, no FTP server',
  why: 'The port belongs to another protocol: a web server, mail, or a program that a firewall put there.',
  proof: "The first line that came is none of FTP's, and is quoted.",
  phase: 'greeting',
  severity: 'error',
  owner: ['client'],
  references: ['RFC 959 §5.4'],
  symptoms: [
    { client: 'curl', text: 'curl: (8) Got a 000 ftp-server response when 220 was expected' },
    { client: 'basic-ftp', text: 'Timeout (control socket)' },
  ],
  covers: ['http-on-this-port', 'port-rerouted-by-cpe'],
  explains: ['tls-not-offered', 'login-refused'],
  remedies: [clientRemedy('any', 'Ask for the port of the FTP server: usually 21, or 990 for implicit TLS.')],
  judge: seen =>
    judgePorts(seen, {
      matches: look => names[look.service] !== undefined,
      certainty: 'certain',
      summary: (where, look) => {
        const quote = heard(look)
        const says = quote === undefined ? '' : ` (it says "${quote}")`
        return `${where} is ${names[look.service] ?? 'something else'}${says}.`
      },
    }),
}
