import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { login, reply, seen, target } from './support/seen-builder.js'

function met(line: string, user = 'edi', host = target.host): Seen {
  return seen({
    target: { host },
    observations: {
      login: { ...login, user, accepted: false, replies: [{ command: 'PASS', reply: reply(line) }] },
    },
    cells: [['auth-tls/*/*', refused('login', line)]],
  })
}

const asking = [
  '530 Valid hostname is expected.',
  '530 Please log in with site\\user',
  '530 Use user@domain as your user name.',
  '530 Login incorrect. Use the form username@yourdomain.example',
  '530 User name must include the domain.',
  '530 A fully qualified user name is needed.',
  '530 Realm is missing',
  '530 Please enter hostname|username',
]
const otherwise = [
  '530 Login incorrect.',
  '530 Please contact the administrator of this site.',
  '530 Access denied for user edi@host.example',
  '530 This site is closed.',
  '530 Not allowed from this host',
  '530 Domain user is disabled',
]
const azure = 'waws-prod-am2-001.ftp.azurewebsites.windows.net'

export const cases: readonly Case[] = [
  ...asking.map(line => ({
    says: line,
    seen: met(line),
    expect: { is: 'found', certainty: 'likely', severity: 'error', ways: 20, quote: line } as const,
  })),
  ...otherwise.map(line => ({ says: line, seen: met(line), expect: { is: 'absent' } as const })),
  {
    says: 'Azure says no more than that it is refused',
    seen: met('530 User cannot log in.', 'edi', azure),
    expect: { is: 'found', certainty: 'likely', summary: /a name has its site before it, unlike "edi"/ },
  },
  {
    says: 'a long name there was wrong in another way',
    seen: met('530 User cannot log in.', 'shop\\$shop', azure),
    expect: { is: 'absent' },
  },
  {
    says: 'the name has a domain already',
    seen: met('530 Use user@domain as your user name.', 'edi@partner.example'),
    expect: { is: 'absent' },
  },
  {
    says: 'nobody said no',
    seen: seen({ observations: { login: { ...login, accepted: false, replies: [] } } }),
    expect: { is: 'undetermined', reason: /without a refusal/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
