import type { Auth } from '../../../probes/auth.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { auth, reply, seen } from './support/seen-builder.js'

function named(mechanisms: readonly string[], change: Partial<Auth> = {}, line = '211 End'): Seen {
  return seen({
    observations: { auth: { ...auth, features: { reply: reply(line), mechanisms }, ...change } },
  })
}

function refused(line: string): Partial<Auth> {
  return { tls: { reply: reply(line), hellos: [], established: false } }
}

export const cases: readonly Case[] = [
  {
    says: 'AUTH TLS works and is not named',
    seen: named(['SSL']),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'info',
      summary: /FEAT does not name it/,
      ways: 0,
    },
  },
  {
    says: 'nor anything else',
    seen: named([]),
    expect: { is: 'found', certainty: 'certain' },
  },
  {
    says: 'AUTH TLS is named and not known',
    seen: named(['TLS'], refused('500 AUTH not understood')),
    expect: { is: 'found', certainty: 'certain', summary: /^FEAT names AUTH TLS, and it is refused: "500/ },
  },
  ...['431 Not now', '534 Policy requires SSL.'].map(line => ({
    says: `${line}: the list may be right`,
    seen: named(['TLS'], refused(line)),
    expect: { is: 'absent' } as const,
  })),
  { says: 'AUTH SSL need not be named', seen: named(['TLS']), expect: { is: 'absent' } },
  {
    says: 'neither named nor known',
    seen: named([], refused('502 No')),
    expect: { is: 'absent' },
  },
  {
    says: 'FEAT is refused before the login',
    seen: named([], {}, '530 Please login'),
    expect: { is: 'undetermined', reason: /not answered with a list/ },
  },
  {
    says: 'AUTH got no reply',
    seen: named(['TLS'], { tls: { hellos: [], established: false } }),
    expect: { is: 'undetermined', reason: /AUTH TLS got no reply/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
