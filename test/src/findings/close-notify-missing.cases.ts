import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksTls } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

const bare = { ...worksTls, ended: 'fin', bytes: 640 } as const

export const cases: readonly Case[] = [
  {
    says: 'all ways bring as much, and end by FIN alone',
    seen: seen({ cells: [['auth-tls|auth-ssl/default|P/*', bare]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      summary: /each time the same 640 bytes came/,
      ways: 16,
    },
  },
  {
    says: 'what may be a RST behind the last byte is no close_notify either',
    seen: seen({ cells: [['auth-tls|auth-ssl/default|P/*', { ...bare, ended: 'end' }]] }),
    expect: { is: 'found', certainty: 'certain' },
  },
  {
    says: 'one way alone may have been cut',
    seen: seen({ cells: [['auth-tls/P/PASV', bare]] }),
    expect: { is: 'found', certainty: 'likely', wouldProve: /other numbers = data is cut off/ },
  },
  {
    says: 'no byte at all: an empty list, or one of which all was cut off',
    seen: seen({ cells: [['auth-tls|auth-ssl/default|P/*', { ...bare, bytes: 0 }]] }),
    expect: { is: 'found', certainty: 'likely', summary: /not known/ },
  },
  {
    says: 'different numbers of bytes',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/default|P/*', bare],
        ['auth-tls/P/EPSV', { ...bare, bytes: 320 }],
      ],
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'in clear there is no close_notify',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/P|default/*', { status: 'fails', step: 'data-handshake', failure: 'timeout' }],
        ['auth-tls/C/*', { ...bare, wire: 'clear' }],
      ],
    }),
    expect: { is: 'undetermined' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
