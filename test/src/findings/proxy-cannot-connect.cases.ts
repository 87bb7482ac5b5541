import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { passing, stopped } from './support/proxied.js'

export const cases: readonly Case[] = [
  {
    says: 'HTTP has one number for a server that is down and a name that does not exist',
    seen: stopped({ is: 'failed', said: 'HTTP 503 Service Unavailable (ERR_DNS_FAIL 0)' }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      ways: 80,
      quote: 'HTTP 503 Service Unavailable (ERR_DNS_FAIL 0)',
      summary: /says that it could not connect: "HTTP 503 .*it does not say\.$/,
      wouldProve: /proxy's log/,
    },
  },
  {
    says: 'it waits longer than we do',
    seen: stopped({ is: 'silent' }),
    expect: { is: 'found', certainty: 'likely', summary: /says nothing for 12 ms/ },
  },
  {
    says: 'an end without a word: ssh -D has no other way to say no',
    seen: stopped({ is: 'closed' }),
    expect: { is: 'found', certainty: 'likely', summary: /hangs up without an answer\. ssh -D/ },
  },
  {
    says: 'its own no is another finding',
    seen: stopped({ is: 'wants-login', said: 'HTTP 407 Who are you' }),
    expect: { is: 'undetermined' },
  },
  { says: 'it came through', seen: passing(), expect: { is: 'absent' } },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
