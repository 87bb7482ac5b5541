import type { Auth } from '../../../probes/auth.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { auth, explicitPort, noImplicitPort, reply, seen, type Facts } from './support/seen-builder.js'

/** Every AUTH gets this; FEAT too where it says so. */
function allRefused(line: string, more: Partial<Auth> = {}): Facts {
  const refusal = reply(line)
  const entry = { status: 'refused', step: 'auth', reply: refusal, port: 21, evidence: [] } as const
  const look = { reply: refusal, hellos: [], established: false }
  return {
    observations: {
      auth: {
        ...auth,
        ...{ tls: look, ssl: look, nonsense: refusal },
        entries: { ...auth.entries, 'auth-tls': entry, 'auth-ssl': entry },
        ...more,
      },
    },
    cells: [['auth-tls|auth-ssl/*/*', refused('auth', line)]],
  }
}

const greets = (line: string): NonNullable<Facts['observations']> => ({
  greeting: { explicit: { ...explicitPort, greeting: reply(line) }, implicit: noImplicitPort },
})

export const cases: readonly Case[] = [
  {
    says: 'ProFTPD quotes XXXX for each AUTH',
    seen: seen(allRefused('500 XXXX not understood')),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 40,
      quote: '500 XXXX not understood',
      summary: /AUTH TLS, AUTH SSL and AUTH XYZZY came to the server as XXXX, by 3 replies/,
    },
  },
  {
    says: 'the mechanism is left, the word is gone',
    seen: seen(allRefused("500 'XXXX TLS': command not understood.")),
    expect: { is: 'found', certainty: 'certain' },
  },
  {
    says: 'one reply alone may be a slip',
    seen: seen(
      allRefused('500 XXXX not understood', {
        nonsense: reply('500 No'),
        ssl: { hellos: [], established: false },
      }),
    ),
    expect: { is: 'found', certainty: 'likely', wouldProve: /own network/ },
  },
  {
    says: 'stars may be taste',
    seen: seen(allRefused('500 "****" is unknown')),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'the greeting is starred out, and AUTH goes by',
    seen: seen({ observations: greets('220 ********************') }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'info',
      ways: 0,
      owner: ['network', 'server-configuration'],
    },
  },
  {
    says: "Cisco's mask leaves 2 and 0",
    seen: seen({ observations: greets('220 ***2***0*0*********') }),
    expect: { is: 'found', certainty: 'likely', severity: 'info' },
  },
  {
    says: 'a greeting with an ornament',
    seen: seen({ observations: greets('220 ******* Welcome to our server *******') }),
    expect: { is: 'absent' },
  },
  {
    says: 'an ornament is no command',
    seen: seen(allRefused('500 **** AUTH is unknown ****')),
    expect: { is: 'absent' },
  },
  {
    says: 'who quotes AUTH got AUTH',
    seen: seen(allRefused('500 AUTH not understood')),
    expect: { is: 'absent' },
  },
  {
    says: 'a refusal that quotes nothing tells nothing',
    seen: seen(allRefused('530 Please login with USER and PASS.')),
    expect: { is: 'undetermined', reason: /no reply quotes/ },
  },
  {
    says: 'ProFTPD, which wants TLS, says so to AUTH itself',
    seen: seen(allRefused('550 SSL/TLS required on the control channel')),
    expect: { is: 'found', certainty: 'likely', severity: 'error', ways: 40, summary: /wants TLS/ },
  },
  {
    says: 'a policy is another matter, and AUTH came through',
    seen: seen(allRefused('534 Policy requires SSL')),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
