import type { Finding } from '../model/finding.js'
import { said } from './support/words.js'
import { clientRemedy, serverRemedy } from './support/remedies.js'
import { judgePorts } from './support/services.js'

export const finding: Finding = {
  id: 'greeting-busy',
  title: 'The server says that it is busy, and hangs up',
  why: 'The server says at once that it has no room: too many sessions, from this address or in all, or it is being shut down.',
  proof: '421, or 120, as the greeting, before anything was asked.',
  phase: 'greeting',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §5.4', 'RFC 959 §4.2.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Timeout was reached' },
    { client: 'basic-ftp', text: 'FTPError: 421 Too many connections' },
  ],
  covers: ['greeting-421-busy', 'per-ip-limit', 'greeting-120-delay'],
  explains: [],
  remedies: [
    serverRemedy('vsftpd', 'Allow more connections', { config: 'max_clients=200\nmax_per_ip=20' }),
    serverRemedy('ProFTPD', 'Allow more connections', { config: 'MaxInstances 100\nMaxClientsPerHost 20' }),
    serverRemedy('Pure-FTPd', 'Allow more connections', {
      config: 'MaxClientsNumber 100\nMaxClientsPerIP 20',
    }),
    serverRemedy('pyftpdlib', 'Allow more connections', {
      config:
        'server.max_cons = 1024  # as delivered: 512\nserver.max_cons_per_ip = 20  # as delivered: no limit',
    }),
    clientRemedy('any', 'Use fewer connections at a time, end each with QUIT, and try again later.'),
    clientRemedy('lftp', 'Use fewer connections', { config: 'set net:connection-limit 2' }),
  ],
  judge: seen =>
    judgePorts(seen, {
      matches: look => look.greeting?.code === 421 || look.greeting?.code === 120,
      certainty: 'likely',
      summary: (where, look) =>
        `${where} greets with "${look.greeting === undefined ? '421' : said(look.greeting)}" instead of 220.`,
      wouldProve: 'Try again later: a 220 then = a limit that was reached, 421 again = a fault.',
    }),
}
