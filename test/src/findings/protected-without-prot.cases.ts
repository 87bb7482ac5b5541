import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksClear } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'the habit of AUTH SSL',
    seen: seen({}),
    expect: { is: 'found', certainty: 'certain', severity: 'info', ways: 4 },
  },
  {
    says: 'clear, as RFC 4217 has it',
    seen: seen({ cells: [['auth-tls|auth-ssl/default/*', worksClear]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'refused before any data',
    seen: seen({
      cells: [['auth-ssl/default/*', refused('command', '522 Data connections must be encrypted.')]],
    }),
    expect: { is: 'undetermined', reason: /no data came/ },
  },
  undeterminedWhenUnseen,
]
