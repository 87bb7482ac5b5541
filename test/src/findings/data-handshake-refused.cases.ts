import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksTls } from './support/healthy-servers.js'
import { reply, seen } from './support/seen-builder.js'

const refused = {
  status: 'fails',
  step: 'data-handshake',
  failure: 'tls-alert',
  alert: { description: 40, name: 'handshake_failure' },
  wire: 'none',
} as const
const said = { ...refused, reply: reply('522 TLS negotiation failed on the data connection') }

export const cases: readonly Case[] = [
  {
    says: 'on each private way, and the server says no',
    seen: seen({ cells: [['auth-tls|auth-ssl/default|P/*', said]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      quote: '522 TLS negotiation failed on the data connection',
      summary: /the alert handshake_failure \(40\) \(\d+ ways\).*No certificate is loaded for data/,
    },
  },
  {
    says: 'without a word',
    seen: seen({ cells: [['auth-tls|auth-ssl/P/*', refused]] }),
    expect: { is: 'found', certainty: 'likely', wouldProve: /log/ },
  },
  {
    says: 'now and then',
    seen: seen({ cells: [['auth-tls/P/PASV|EPSV', said]] }),
    expect: { is: 'found', certainty: 'likely', summary: /Other ways come through/ },
  },
  {
    says: 'an alert that no RFC names',
    seen: seen({
      cells: [['auth-tls|auth-ssl/default|P/*', { ...said, alert: { description: 7, name: 'alert 7' } }]],
    }),
    expect: { is: 'found', summary: /alert 7 \(7\).* one like it\. It says/ },
  },
  {
    says: 'because the TLS session was not resumed: another finding',
    seen: seen({
      cells: [
        [
          'auth-tls|auth-ssl/P/*',
          { ...refused, reply: reply('425 TLS session of data connection not resumed') },
        ],
      ],
    }),
    expect: { is: 'undetermined', reason: /resumed/ },
  },
  {
    says: 'only where the server meant clear data',
    seen: seen({
      cells: [
        ['auth-tls/C/*', refused],
        ['auth-tls|auth-ssl/P/*', worksTls],
      ],
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
