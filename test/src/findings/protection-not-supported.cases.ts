import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { matrixOf, reply, seen } from './support/seen-builder.js'

const behindFront = [['auth-tls|auth-ssl/C|S|E|P/*', refused('pbsz', '503 PBSZ=0')]] as const

export const cases: readonly Case[] = [
  {
    says: 'PBSZ and PROT are unknown',
    seen: seen({ cells: [['auth-tls|auth-ssl/C|S|E|P/*', refused('pbsz', '500 Unknown command.')]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 32 },
  },
  {
    says: 'TLS is spoken by something in front: PBSZ gets 503 inside TLS, and PROT is unknown',
    seen: seen({
      cells: behindFront,
      observations: {
        matrix: matrixOf(
          { cells: behindFront },
          {
            refusedLevels: (['auth-tls', 'auth-ssl'] as const).map(security => ({
              security,
              protection: 'P',
              reply: reply('500 PROT not understood'),
            })),
          },
        ),
      },
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      quote: '500 PROT not understood',
      ways: 32,
      summary:
        /does not know PROT: "500 .*PBSZ gets "503 PBSZ=0", as if there were no TLS: perhaps .*stunnel/,
    },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
