import type { Login } from '../../../probes/login.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { login, reply, seen } from './support/seen-builder.js'

const { user, security, accepted, replies } = login
const untold: Login = { user, security, accepted, replies }
const after = (value: Partial<Login>): Seen => seen({ observations: { login: { ...untold, ...value } } })

const refusedWith = {
  accepted: false,
  replies: [
    { command: 'USER', reply: reply('331 Password?') },
    { command: 'PASS', reply: reply('530 *** is wrong.') },
  ],
} as const

export const cases: readonly Case[] = [
  {
    says: 'the reply to PASS repeats the password: every ordinary client meets it',
    seen: after({ echoed: true }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 4,
      summary: /reply to PASS .*repeats the password/,
    },
  },
  {
    says: 'a refusal repeats it',
    seen: after({ ...refusedWith, echoed: true }),
    expect: { is: 'found', certainty: 'certain' },
  },
  {
    says: 'something was cut out that may stand there by chance, or an older version recorded it: who knows',
    seen: after(refusedWith),
    expect: { is: 'undetermined', reason: /nothing tells/ },
  },
  {
    says: 'the name alone was enough',
    seen: after({ replies: [{ command: 'USER', reply: reply('230 Come in') }] }),
    expect: { is: 'undetermined', reason: /no password was sent/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
