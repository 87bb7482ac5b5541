import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksClear, worksTls } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'the habit of AUTH SSL',
    seen: seen({}),
    expect: { is: 'found', certainty: 'certain', severity: 'info', ways: 4, summary: /\(AUTH SSL\)/ },
  },
  {
    says: 'in some modes only, and in clear in the others',
    seen: seen({ cells: [['auth-ssl/default/PASV|EPSV', worksClear]] }),
    expect: {
      is: 'found',
      ways: 2,
      summary: /\(AUTH SSL with PORT and EPRT\), and in clear elsewhere \(AUTH SSL with PASV and EPSV\);/,
    },
  },
  {
    says: 'with several methods, each with its modes',
    seen: seen({ cells: [['auth-tls/default/EPSV', worksTls]] }),
    expect: { is: 'found', ways: 5, summary: /\(AUTH TLS with EPSV, AUTH SSL\)/ },
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
