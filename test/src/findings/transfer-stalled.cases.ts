import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear } from './support/healthy-servers.js'
import { matrixOf, reply, seen, type CellChange } from './support/seen-builder.js'

const stalled = { status: 'fails', step: 'transfer', failure: 'timeout', wire: 'tls', bytes: 0 } as const
const mute = { status: 'fails', step: 'data-handshake', failure: 'timeout', wire: 'none', bytes: 0 } as const
const onTls: CellChange = ['auth-tls|auth-ssl/P|default/*', stalled]
/** Another kind of way, and it brings the same work. */
const clearWorks: CellChange = ['none/default/*', worksClear]
const all = 'auth-tls|auth-ssl/P|default|C/*'

export const cases: readonly Case[] = [
  {
    says: 'TLS stands, and not a byte comes',
    seen: seen({
      cells: [onTls, clearWorks],
      setUps: [['*/*/*', { noop: 'answered', waited: { seconds: 15, hurried: false } }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 16,
      summary: /stands, TLS on it too, and then no byte of data comes in 15 s.*NOOP is answered/,
    },
  },
  {
    says: 'some bytes came, then none: the way a small MTU shows',
    seen: seen({ cells: [[onTls[0], { ...stalled, bytes: 1200 }], clearWorks] }),
    expect: { is: 'found', certainty: 'certain', summary: /after 1200 bytes no more data come/ },
  },
  {
    says: 'the control connection does not answer NOOP either: perhaps the whole path is dead',
    seen: seen({ cells: [onTls], setUps: [['*/*/*', { noop: 'silent' }]] }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'passive ways of the same kind come through, one does not',
    seen: seen({ cells: [['auth-tls/P/PASV', stalled]] }),
    expect: { is: 'found', certainty: 'likely', ways: 1 },
  },
  {
    says: 'no way brings anything: the work itself may take longer than we wait',
    seen: seen({ cells: [onTls], setUps: [['*/*/*', { noop: 'answered' }]] }),
    expect: { is: 'found', certainty: 'likely', severity: 'error' },
  },
  {
    says: 'what it says behind our own end of the data connection is about us, and is not quoted',
    seen: seen({ cells: [[onTls[0], { ...stalled, reply: reply('426 Failure writing network stream.') }]] }),
    expect: { is: 'found', certainty: 'likely', summary: /^[^4]*$/ },
  },
  {
    says: 'the server calls it done: lost on the way, or only late',
    seen: seen({ cells: [[onTls[0], { ...stalled, reply: reply('226 Done.') }], clearWorks] }),
    expect: { is: 'found', certainty: 'likely', quote: '226 Done.', summary: /or only late/ },
  },
  {
    says: 'our hello is not answered, where clear data was agreed upon either: it is not TLS that is the trouble',
    seen: seen({ cells: [[all, mute]] }),
    expect: { is: 'found', certainty: 'likely', ways: 24, summary: /neither data in clear nor an answer/ },
  },
  {
    says: 'our hello is not answered, and clear data comes: that is the hello',
    seen: seen({
      cells: [
        [all, mute],
        ['auth-tls/C/*', worksClear],
      ],
    }),
    expect: { is: 'undetermined' },
  },
  {
    says: 'on the same network no router with a smaller MTU lies between',
    seen: seen({
      cells: [onTls],
      observations: { matrix: matrixOf({ cells: [onTls] }, { ownAddress: '198.51.100.9' }) },
    }),
    expect: { is: 'found', owner: ['server-software', 'network'], wouldProve: /^[^M]*$/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
