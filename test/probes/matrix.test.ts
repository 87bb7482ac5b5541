import t from 'tap'
import { isPassive } from '../../src/model/matrix.js'
import { observe, shortLimits } from './support/observe.js'

t.test('a healthy server: what was learned besides the ways', async t => {
  const { value, stable, cells, server } = await observe(t, 'matrix')
  t.same(stable, { order: 'preliminary-first' })
  t.equal(cells.length, 80)
  t.equal(value.ownAddress, '127.0.0.1')
  const positive = value.levels.map(
    ({ security, protection, reply }) => `${security} ${protection} ${reply.code ?? ''}`,
  )
  t.same(positive.sort(), ['auth-tls C 200', 'auth-tls P 200', 'implicit C 200', 'implicit P 200'])
  t.ok(value.setUps.every(({ connect, cell }) => connect === 'open' || cell.startsWith('none')))
  const commands = server.seen.flatMap(event => (event.kind === 'command' ? [event] : []))
  t.notOk(
    commands.some(({ command }) => /^(STOR|DELE|MKD|RMD|RNFR|SITE|CCC|REIN)$/.test(command)),
    'nothing is changed',
  )
  t.notOk(
    commands.some(({ command, clear }) => command === 'USER' && clear),
    'clear logins are not tried',
  )
})

t.test('PBSZ and PROT both refused: the way has the first reply, the second one is kept as well', async t => {
  const { value, cells } = await observe(t, 'matrix', {
    faults: {
      replies: [
        { command: 'PBSZ', reply: '503 PBSZ=0' },
        { command: 'PROT', reply: '504 Which level?' },
      ],
    },
    options: { only: ['auth-tls/P/*'] },
  })
  t.match(
    cells.find(({ id }) => id === 'auth-tls/P/EPSV'),
    { status: 'refused', step: 'pbsz', reply: { code: 503 } },
  )
  t.match(value.refusedLevels, [{ security: 'auth-tls', protection: 'P', reply: { code: 504 } }])
  t.equal(value.refusedLevels?.length, 1)
})

t.test('a level is sent anew before each level, and default knows neither PBSZ nor PROT', async t => {
  const { server } = await observe(t, 'matrix', { options: { only: ['auth-tls/*/EPSV'], concurrency: 1 } })
  const last = Math.max(...server.seen.map(({ connection }) => connection))
  const session = server.seen.flatMap(event =>
    event.kind === 'command' && event.connection === last
      ? [`${event.command} ${event.argument}`.trim()]
      : [],
  )
  t.same(
    session.filter(line => /^(PBSZ|PROT|LIST)/.test(line)),
    [
      'LIST',
      'LIST',
      'PBSZ 0',
      'PROT P',
      'LIST',
      'PBSZ 0',
      'PROT C',
      'LIST',
      'PBSZ 0',
      'PROT S',
      'PBSZ 0',
      'PROT E',
      'PBSZ 0',
      'PROT P',
      'LIST',
    ],
    'the first LIST is the choice of the work, the last one has the early hello',
  )
})

t.test('concurrency one looks at the same and makes one session at a time', async t => {
  const { cells, value } = await observe(t, 'matrix', { options: { concurrency: 1 } })
  t.equal(value.sessionsAtOnce, 1)
  t.equal(cells.filter(({ status }) => status === 'works').length, 24)
})

t.test('data connections resume, on each session by its own ticket', async t => {
  const { cells } = await observe(t, 'matrix')
  const inTls = cells.filter(({ wire }) => wire === 'tls')
  t.equal(inTls.length, 8)
  t.ok(
    inTls.every(
      ({ resumed, tls, ended }) => resumed === true && tls?.version === 'TLSv1.3' && ended === 'close-notify',
    ),
  )
})

t.test('the order with the handshake first is learned once and kept', async t => {
  const { stable, cells } = await observe(t, 'matrix', { faults: { latePreliminary: true } })
  t.same(stable, { order: 'handshake-first' })
  t.equal(cells.filter(({ status }) => status === 'works').length, 24)
})

t.test('where something failed, the first working way is tried once more', async t => {
  const { value, cells } = await observe(t, 'matrix', {
    faults: { passivePorts: 'refused' },
    options: { only: ['auth-tls/C/*'] },
  })
  t.match(value.lastLook, { cell: 'auth-tls/C/PORT', works: true })
  for (const cell of cells.filter(({ status }) => status === 'fails'))
    t.match(cell, { step: 'data-connect', failure: 'connection-refused' })
  t.ok(
    value.setUps
      .filter(({ cell }) =>
        isPassive(cell.endsWith('PASV') ? 'PASV' : cell.endsWith('EPSV') ? 'EPSV' : 'PORT'),
      )
      .every(({ connect }) => connect === 'refused'),
  )
})

t.test('a listing over the bound is cut on every way, and works', async t => {
  const limits = { ...shortLimits, dataBytes: 25, dataBytesWhenCut: 20 }
  const { value, cells } = await observe(t, 'matrix', { options: { limits } })
  t.equal(value.cutAt, 20)
  const works = cells.filter(({ status }) => status === 'works')
  t.equal(works.length, 24)
  t.ok(works.every(({ bytes, ended }) => (bytes ?? 0) > 20 && ended === 'cut-by-us'))
})

t.test('421 in the midst of a session is healed on another one', async t => {
  const { cells } = await observe(t, 'matrix', {
    faults: { replies: [{ command: 'PBSZ', times: 2, reply: '421 Going down' }] },
    options: { only: ['auth-tls/C/EPSV', 'auth-tls/P/EPSV'] },
  })
  const asked = cells.filter(({ reason }) => reason !== 'not-selected')
  t.same(
    asked.map(({ status }) => status),
    ['works', 'works'],
  )
})
