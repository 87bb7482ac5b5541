import type { Auth } from '../../../probes/auth.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { auth, reply, seen } from './support/seen-builder.js'

function refusing(mechanisms: readonly string[], change: Partial<Auth> = {}): Seen {
  const no = { reply: reply('502 AUTH not implemented'), hellos: [], established: false }
  return seen({
    observations: {
      auth: { ...auth, tls: no, ssl: no, features: { reply: reply('211 End'), mechanisms }, ...change },
    },
  })
}

export const cases: readonly Case[] = [
  {
    says: 'FEAT names GSSAPI alone',
    seen: refusing(['GSSAPI']),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'info',
      summary: /FEAT names AUTH GSSAPI, and AUTH TLS gets "502/,
      wouldProve: /AUTH GSSAPI gets 334/,
      ways: 0,
    },
  },
  { says: 'Kerberos 4', seen: refusing(['KERBEROS_V4']), expect: { is: 'found' } },
  { says: 'no mechanism at all', seen: refusing([]), expect: { is: 'absent' } },
  {
    says: 'TLS works beside Kerberos',
    seen: refusing(['GSSAPI', 'TLS'], auth.tls === undefined ? {} : { tls: auth.tls }),
    expect: { is: 'absent' },
  },
  {
    says: 'FEAT is unknown',
    seen: refusing([], { features: { reply: reply('500 FEAT?'), mechanisms: [] } }),
    expect: { is: 'undetermined', reason: /no list/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
