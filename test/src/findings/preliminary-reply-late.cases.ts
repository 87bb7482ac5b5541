import type { Order, OrderLook } from '../../../probes/order.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { matrixOf, reply, seen } from './support/seen-builder.js'

const prompt: OrderLook = { status: 'works', preliminary: 'behind', seconds: 0.03 }
const late: OrderLook = { status: 'works', preliminary: 'behind', seconds: 3.02 }

function looked(change: Partial<Order> = {}): Seen {
  const order: Order = { way: 'auth-tls/P/EPSV', atOnce: prompt, withheld: late, withheldFor: 3, ...change }
  return seen({ observations: { order, matrix: matrixOf({}, { order: 'handshake-first' }) } })
}

export const cases: readonly Case[] = [
  {
    says: 'it comes behind the handshake, whenever that is (ftp-srv)',
    seen: looked(),
    expect: { is: 'found', certainty: 'certain', severity: 'warning', summary: /lftp/, ways: 4 },
  },
  {
    says: 'a server that gives up before our hello',
    seen: looked({
      withheld: { status: 'refused', preliminary: 'none', reply: reply('425 No connection established') },
    }),
    expect: { is: 'found', certainty: 'certain', summary: /given up/ },
  },
  {
    says: 'a slow server says it without our hello',
    seen: looked({ withheld: { status: 'works', preliminary: 'before', seconds: 2.1 } }),
    expect: { is: 'absent' },
  },
  {
    says: 'a server that is as slow with the hello at once',
    seen: looked({ atOnce: { ...prompt, seconds: 2.9 } }),
    expect: { is: 'undetermined', reason: /did not tell/ },
  },
  {
    says: 'a server that never says it, and transfers',
    seen: looked({ withheld: { status: 'works', preliminary: 'none' } }),
    expect: { is: 'undetermined', reason: /did not tell/ },
  },
  {
    says: 'it does not come behind the handshake either: it is missing, not late',
    seen: looked({
      atOnce: { status: 'works', preliminary: 'none' },
      withheld: { status: 'works', preliminary: 'none' },
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
