import type { Seen } from '../../../../src/model/seen.js'
import { peer, reply, seen } from './seen-builder.js'

/** A run with `--dial-advertised` in which what every 227 names is silent; `open` of one further dial took at the control peer. */
export function dialledAsNamed(address: string, open: 0 | 1): Seen {
  const named = `227 Entering Passive Mode (${address.replaceAll('.', ',')},195,80).`
  return seen({
    cells: [['auth-tls|auth-ssl/P/PASV', { status: 'fails', step: 'data-connect', failure: 'timeout' }]],
    setUps: [['*/*/PASV', { named: address, ours: address, connect: 'silent', reply: reply(named) }]],
    observations: {
      'passive-address': {
        peer,
        same: true,
        addresses: [
          {
            address,
            class: 'private',
            times: 2,
            atPeer: { tried: 1, open },
            atNamed: { tried: 2, open: 0 },
          },
        ],
      },
    },
  })
}
