import type { ClearLogin } from '../../../probes/clear-login.js'
import type { Seen } from '../../../src/model/seen.js'
import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear } from './support/healthy-servers.js'
import { clearLogin, login, reply, seen } from './support/seen-builder.js'

function looked(value: ClearLogin): Seen {
  return seen({
    observations: { 'clear-login': value },
    cells: [['none/*/*', { status: 'untested', reason: 'needs-clear-login' }]],
  })
}

export const cases: readonly Case[] = [
  {
    says: 'refused in clear, taken inside TLS',
    seen: seen({}),
    expect: { is: 'found', certainty: 'certain', severity: 'info', ways: 20 },
  },
  {
    says: 'inside TLS nobody logged in',
    seen: seen({ observations: { login: null } }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'logins in clear are taken',
    seen: seen({ cells: [['none/*/*', worksClear]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'the clear login was the first login',
    seen: seen({ observations: { login: { ...login, security: 'none', accepted: false } } }),
    expect: { is: 'undetermined', reason: /name and password/ },
  },
  {
    says: 'a made-up name is refused in clear and taken inside TLS',
    seen: looked(clearLogin),
    expect: { is: 'found', certainty: 'certain', severity: 'info', ways: 0 },
  },
  {
    says: 'a made-up name is refused in clear, and nobody asked inside TLS',
    seen: looked({ reply: clearLogin.reply }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'a made-up name is refused everywhere',
    seen: looked({ ...clearLogin, insideTls: { security: 'auth-tls', reply: reply('530 Who?') } }),
    expect: { is: 'undetermined', reason: /about the name/ },
  },
  {
    says: '331 in clear: the password might still be refused',
    seen: looked({ reply: reply('331 Password?') }),
    expect: { is: 'undetermined', reason: /only at the password/ },
  },
  undeterminedWhenUnseen,
]
