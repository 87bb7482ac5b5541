import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear } from './support/healthy-servers.js'
import { seen, login } from './support/seen-builder.js'

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
  undeterminedWhenUnseen,
]
