import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { passing, stopped } from './support/proxied.js'

export const cases: readonly Case[] = [
  {
    says: 'nobody listens where the proxy should be: that is nothing about the server',
    seen: stopped({ is: 'unreached', said: 'it refuses connections' }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 80,
      summary: /proxy http:\/\/proxy\.example:3128 comes about: it refuses connections\. Nothing was seen/,
    },
  },
  {
    says: 'a proxy that answers is reached, whatever it says',
    seen: stopped({ is: 'refused', said: 'HTTP 403 Forbidden' }),
    expect: { is: 'undetermined', reason: /another reason/ },
  },
  { says: 'it came through', seen: passing(), expect: { is: 'absent' } },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
