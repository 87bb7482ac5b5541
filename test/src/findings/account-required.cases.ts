import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, login } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: '332 after the password',
    seen: seen({
      observations: {
        login: {
          ...login,
          accepted: false,
          replies: [{ command: 'PASS', reply: reply('332 Need account for login.') }],
        },
      },
      cells: [['auth-tls/*/*', refused('login', '332 Need account for login.')]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 20 },
  },
  {
    says: '332 at USER, by each method anew',
    seen: seen({
      observations: {
        login: {
          ...login,
          accepted: false,
          replies: [{ command: 'USER', reply: reply('332 Need account for login.') }],
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', refused('login', '332 Need account for login.')]],
    }),
    expect: { is: 'found', ways: 40 },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
