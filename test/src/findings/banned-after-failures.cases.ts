import type { AfterRefusal } from '../../../probes/after-refusal.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { login, reply, seen } from './support/seen-builder.js'

const refused = { ...login, accepted: false }
const after = (value: AfterRefusal | null): Seen =>
  seen({ observations: { login: refused, 'after-refusal': value } })
const shut = { port: 'explicit', greeted: false } as const

export const cases: readonly Case[] = [
  {
    says: 'the port was open, and refuses connections behind the refused login',
    seen: after({ ...shut, step: 'connect', failure: 'connection-refused' }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'warning',
      owner: ['server-configuration', 'network'],
      summary: /is refused by the port\. Too many failed logins/,
      wouldProve: /another address/,
    },
  },
  {
    says: 'it hangs up',
    seen: after({ ...shut, step: 'greeting', failure: 'early-end' }),
    expect: { is: 'found', summary: /closed without a word/ },
  },
  {
    says: 'it says so itself',
    seen: after({ ...shut, step: 'greeting', reply: reply('421 You are banned') }),
    expect: {
      is: 'found',
      owner: ['server-configuration'],
      quote: '421 You are banned',
      summary: /is told "421 You are banned"/,
    },
  },
  { says: 'it greets as before', seen: after({ port: 'explicit', greeted: true }), expect: { is: 'absent' } },
  {
    says: 'TLS on the implicit port fails: that is no ban',
    seen: after({ ...shut, port: 'implicit', step: 'handshake', failure: 'timeout' }),
    expect: { is: 'undetermined', reason: /another step/ },
  },
  { says: 'an earlier report', seen: after(null), expect: { is: 'undetermined' } },
  {
    says: 'a proxy brought no further connection',
    seen: after({ ...shut, step: 'connect', failure: 'not-through-proxy' }),
    expect: { is: 'undetermined', reason: /the proxy brought/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
