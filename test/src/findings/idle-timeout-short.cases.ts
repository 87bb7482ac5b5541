import type { Idle } from '../../../probes/idle.js'
import type { Seen } from '../../../src/model/seen.js'
import { untested } from '../../../src/model/observation.js'
import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen } from './support/seen-builder.js'

const looked = (idle: Idle): Seen => seen({ observations: { idle } })

export const cases: readonly Case[] = [
  {
    says: 'told by the server',
    seen: looked({ is: 'ended', seconds: 60.01, reply: reply('421 Timeout.') }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      owner: ['server-configuration'],
      summary: /within 60 s/,
      quote: '421 Timeout.',
      ways: 0,
    },
  },
  {
    says: 'ended without a word: that may be anybody',
    seen: looked({ is: 'ended', seconds: 60, by: 'fin' }),
    expect: { is: 'found', certainty: 'likely', summary: /without a word/, wouldProve: /own machine/ },
  },
  {
    says: 'reset at the first word behind the silence',
    seen: looked({ is: 'ended', seconds: 120, by: 'rst' }),
    expect: { is: 'found', certainty: 'likely', summary: /RST/ },
  },
  {
    says: 'forgotten, and nobody is told (a NAT)',
    seen: looked({ is: 'silent', seconds: 120, greeted: true }),
    expect: { is: 'found', certainty: 'likely', owner: ['network'], summary: /forgotten/ },
  },
  {
    says: 'a server that is silent to all',
    seen: looked({ is: 'silent', seconds: 120, greeted: false }),
    expect: { is: 'undetermined', reason: /not greeted/ },
  },
  {
    says: 'it answers behind two minutes',
    seen: looked({ is: 'alive', seconds: 120 }),
    expect: { is: 'absent' },
  },
  {
    says: 'without --audit nobody waited',
    seen: seen({ observations: { idle: untested('needs-audit') } }),
    expect: { is: 'undetermined', reason: /--audit/ },
  },
  undeterminedWhenUnseen,
]
