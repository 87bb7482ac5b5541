import type { EarlyHello, EarlyHelloLook } from '../../../probes/early-hello.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen } from './support/seen-builder.js'

const early = { hello: 'early', alone: true } as const
const reset: EarlyHelloLook = { ...early, status: 'fails', step: 'transfer', failure: 'connection-reset' }
const silent: EarlyHelloLook = { ...early, status: 'fails', step: 'data-handshake', failure: 'timeout' }
const inTable: EarlyHelloLook = { ...reset, alone: false }
const usual: EarlyHelloLook = { hello: 'usual', alone: true, status: 'works' }

function looked(looks: readonly EarlyHelloLook[], change: Partial<EarlyHello> = {}): Seen {
  return seen({ observations: { 'early-hello': { way: 'auth-tls/P/EPSV', looks, ...change } } })
}

export const cases: readonly Case[] = [
  {
    says: 'broken off each time, and never with the command first (pyftpdlib 1.5.7)',
    seen: looked([inTable, reset, usual, reset, usual]),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      summary: /broken off.*curl.*AUTH TLS, PROT P, EPSV/,
      ways: 0,
    },
  },
  {
    says: 'with the words that the server had for it',
    seen: looked([inTable, { ...reset, reply: reply('426 Connection closed') }, usual, reset, usual]),
    expect: { is: 'found', certainty: 'certain', quote: '426 Connection closed' },
  },
  {
    says: 'left hanging: a deadline proves less',
    seen: looked([{ ...silent, alone: false }, silent, usual, silent, usual]),
    expect: { is: 'found', certainty: 'likely', summary: /left hanging/, wouldProve: /log/ },
  },
  {
    says: 'once alone and once beside others may be chance',
    seen: looked([inTable, reset, usual, usual]),
    expect: { is: 'undetermined', reason: /twice/ },
  },
  {
    says: 'by chance: the second time alone it worked',
    seen: looked([inTable, reset, usual, { ...early, status: 'works' }]),
    expect: { is: 'absent' },
  },
  {
    says: 'it failed beside other sessions of ours, and not alone',
    seen: looked([inTable, { ...early, status: 'works' }]),
    expect: { is: 'absent' },
  },
  {
    says: 'the session was cut short before the hello could be said',
    seen: looked([
      { ...inTable, step: 'mode', failure: 'timeout' },
      reset,
      usual,
      { ...reset, step: 'mode' },
      usual,
    ]),
    expect: { is: 'undetermined', reason: /twice/ },
  },
  {
    says: 'the usual order fails as well: that is another trouble',
    seen: looked([
      inTable,
      reset,
      { ...usual, status: 'fails', step: 'transfer', failure: 'connection-reset' },
    ]),
    expect: { is: 'undetermined', reason: /as well/ },
  },
  {
    says: 'no more logins for a second time',
    seen: looked([inTable, reset, usual], { reason: 'login-budget' }),
    expect: { is: 'undetermined', reason: /logins/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
