import type { Matrix, SetUp } from '../../../../probes/matrix.js'
import type { Failure } from '../../../../src/model/step.js'
import { observed } from '../../../../src/model/observation.js'
import { seenOf } from '../../../../src/model/seen-of.js'
import type { Recording } from '../../../../src/model/report.js'
import type { Seen } from '../../../../src/model/seen.js'
import { worksClear } from './healthy-servers.js'
import { matrixOf, peer, recordingOf, reply, type CellChange, type Facts } from './seen-builder.js'

const inside = 'auth-tls|auth-ssl'

function withSetUps(
  facts: Facts,
  pattern: RegExp,
  change: (index: number) => Omit<SetUp, 'cell'>,
  own?: string,
): Recording {
  const stopped = recordingOf(facts).cells.filter(cell => cell.status === 'fails' && pattern.test(cell.mode))
  const healthy = matrixOf(facts, own === undefined ? {} : { ownAddress: own })
  const setUps = [
    ...healthy.setUps.filter(({ cell }) => !stopped.some(({ id }) => id === cell)),
    ...stopped.map(({ id }, index) => ({ cell: id, ...change(index) })),
  ]
  return recordingOf({ ...facts, observations: { ...facts.observations, matrix: { ...healthy, setUps } } })
}

/** Passive ports that do not answer: on the ways with P, and `default` where it means P; C and the rest are refused before. */
export function deadPortsRecording(
  connect: 'silent' | 'refused' | 'unreachable',
  failure: Failure,
  modes = 'PASV|EPSV',
  clearWorks = false,
): Recording {
  const stopped = { status: 'fails', step: 'data-connect', failure } as const
  const cells: readonly CellChange[] = [
    [`${inside}/P/${modes}`, stopped],
    [`auth-ssl/default/${modes}`, stopped],
    ...(clearWorks ? [['none/default/*', worksClear] as const] : []),
  ]
  const passive = modes.split('|')
  const inClear = inside.split('|').flatMap(security => passive.map(mode => `${security}/default|C/${mode}`))
  const setUps = inClear.map(pattern => [pattern, null] as const)
  return withSetUps({ cells, setUps }, /PASV|EPSV/, index => ({
    reply: reply('229 Entering Extended Passive Mode'),
    named: null,
    port: 50_000 + index,
    ours: peer,
    connect,
    seconds: connect === 'silent' ? 5 : 0.01,
  }))
}

export function deadPorts(...how: Parameters<typeof deadPortsRecording>): Seen {
  return seenOf(deadPortsRecording(...how))
}

/** The same, but the first of the ports are these, and open; the others are 50001 and so on. A 227 may name another address. */
export function someDeadPorts(opened: readonly number[], named: string | null = null): Seen {
  return silentBut((setUp, at) => {
    const port = opened[at]
    return port === undefined ? { ...setUp, named } : { ...setUp, port, connect: 'open' }
  })
}

/** Of the dead ports this many are reported unreachable, after so many seconds; the others are silent. */
export function deadPortsReported(times: number, seconds = 0.01): Seen {
  return silentBut((setUp, at) => (at < times ? { ...setUp, connect: 'unreachable', seconds } : setUp))
}

/** The first of the ports are these, and open; the others are 50001 and so on, and refused, beside what else the table met. */
export function someRefusedPorts(opened: readonly number[], beside: Partial<Matrix>): Seen {
  const change = (setUp: SetUp, at: number): SetUp => {
    const port = opened[at]
    return port === undefined ? setUp : { ...setUp, port, connect: 'open' }
  }
  return changed(deadPortsRecording('refused', 'connection-refused'), change, beside)
}

function silentBut(change: (setUp: SetUp, at: number) => SetUp): Seen {
  return changed(deadPortsRecording('silent', 'timeout'), change)
}

function changed(
  recording: Recording,
  change: (setUp: SetUp, at: number) => SetUp,
  beside: Partial<Matrix> = {},
): Seen {
  const matrix = recording.observations['matrix'] as { readonly value: Matrix }
  let at = 0
  const setUps = matrix.value.setUps.map(setUp =>
    setUp.connect === 'silent' || setUp.connect === 'refused' ? change(setUp, at++) : setUp,
  )
  const observations = { ...recording.observations, matrix: observed({ ...matrix.value, setUps, ...beside }) }
  return seenOf({ ...recording, observations })
}

/** Active ways whose PORT or EPRT is taken, or left without an answer, and nobody connects to us. */
export function nobodyCame(
  own: string,
  passive: readonly CellChange[] = [],
  unanswered?: Pick<SetUp, 'noop'>,
): Seen {
  const stopped = { status: 'fails', step: 'data-connect', failure: 'timeout' } as const
  const facts: Facts = {
    cells: [[`${inside}/P/PORT|EPRT`, stopped], ['auth-ssl/default/PORT|EPRT', stopped], ...passive],
    setUps: [['*/*/PORT|EPRT', null]],
  }
  const silent = {
    ...(unanswered ?? { reply: reply('200 PORT command successful.') }),
    port: 40_000,
    ours: own,
    connect: 'nobody-came',
  } as const
  return seenOf(withSetUps(facts, /PORT|EPRT/, () => silent, own))
}
