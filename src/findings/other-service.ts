import type { PortLook } from '../../probes/greeting.js'
import type { Finding } from '../model/finding.js'
import { isUnknownCommand, type Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { valueOf } from './support/observed.js'
import { clientRemedy } from './support/remedies.js'
import { heard, judgePorts } from './support/services.js'
import { quoted } from './support/words.js'

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
  proof:
    "The first line that came is none of FTP's, and is quoted; or the port greets with 220 as FTP does, and knows neither FEAT nor AUTH nor even USER.",
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
      matches: look => names[look.service] !== undefined || (look.service === 'ftp' && knowsNoCommand(seen)),
      certainty: look => (look.service === 'smtp' ? 'likely' : 'certain'),
      summary: (where, look) => {
        const quote = heard(look)
        const says = quote === undefined ? '' : ` (it says "${quote}")`
        const user = look.service === 'ftp' ? userInClear(seen) : undefined
        return user === undefined
          ? `${where} is ${names[look.service] ?? 'something else'}${says}.`
          : `${where} greets as an FTP server does${says}, and knows none of its commands: USER gets ${quoted(user)}, and FEAT and AUTH are unknown too. A mail server does so.`
      },
      wouldProve: 'EHLO, said by hand: a mail server answers 250.',
    }),
}

/** USER belongs to the least that an FTP server knows (RFC 959 §5.1); vsftpd's "500 OOPS" is no answer to a command. */
function knowsNoCommand(seen: Seen): boolean {
  const auth = valueOf(seen, 'auth')
  return [auth?.features?.reply, auth?.nonsense, userInClear(seen)].every(
    reply => reply !== undefined && isUnknownCommand(reply) && !reply.text.startsWith('OOPS'),
  )
}

function userInClear(seen: Seen): Reply | undefined {
  const asked = valueOf(seen, 'clear-login')
  if (asked !== undefined) return asked.reply
  const login = valueOf(seen, 'login')
  if (login?.security !== 'none') return undefined
  return login.replies.find(({ command }) => command === 'USER')?.reply
}
