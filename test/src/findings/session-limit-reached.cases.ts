import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { someRefusedPorts } from './support/dead-ports.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, matrixOf } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'a second login is turned away',
    seen: seen({
      observations: {
        matrix: matrixOf({}, { sessionLimit: { open: 1, at: 'login', reply: reply('421 Too many') } }),
      },
      cells: [['auth-ssl/*/*', refused('login', '421 Too many')]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 20,
      summary: /With 1 session open/,
    },
  },
  {
    says: 'a second connection is refused by the port itself',
    seen: seen({
      observations: {
        matrix: matrixOf({}, { sessionLimit: { open: 1, at: 'connect', failure: 'connection-refused' } }),
      },
    }),
    expect: { is: 'found', certainty: 'likely', severity: 'warning', summary: /is refused; later/ },
  },
  {
    says: 'it counts connections for data as well, and claims what they stopped',
    seen: someRefusedPorts([50_090], {
      sessionLimit: { open: 2, at: 'connect', failure: 'connection-refused' },
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      ways: 5,
      summary: /Some ports for data \(TCP /,
    },
  },
  {
    says: 'a proxy brought no second connection: that is nothing about the server',
    seen: seen({
      observations: {
        matrix: matrixOf({}, { sessionLimit: { open: 1, at: 'connect', failure: 'not-through-proxy' } }),
      },
    }),
    expect: { is: 'undetermined', reason: /the proxy brought/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
