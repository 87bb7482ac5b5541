/** Nothing hangs and nothing stays: silence at each step, a black hole, a budget that ends, an abort. */
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { filteredPorts } from '../../../fixtures/wire/filtered-ports.js'
import type { RunningServer } from '../../../fixtures/running-server.js'
import { startScripted } from '../../../fixtures/start-server.js'
import type { ScriptStep } from '../../../fixtures/scripted/hooks.js'
import { exitStatus } from '../../../src/diagnosis/exit-status.js'
import { limits as usual, scaledDeadlines, type Limits } from '../../../src/model/limits.js'
import type { Report } from '../../../src/model/report.js'
import { check } from '../../../src/run/check.js'
import type { CheckOptions } from '../../../src/run/check-options.js'
import {
  allGone,
  openResources,
  optionsFor,
  outcomes,
  passwordsSeen,
  shortLimits,
  unproved,
  untilTrue,
} from './support/look.js'

/** The machine may be busy: what is promised, and a little more. What kept no promise would wait ten seconds or longer. */
const slackSeconds = 3

interface Ended {
  readonly server: RunningServer
  readonly report: Report
  readonly seconds: number
}

/** One run against a server with this silence, over when it is over; and nothing of it is left. */
async function run(t: Test, step: ScriptStep | undefined, more: Partial<CheckOptions> = {}): Promise<Ended> {
  const server = await startScripted(step === undefined ? {} : { silentAt: step })
  t.teardown(() => server.close())
  const options = { ...optionsFor(server), allowClearLogin: true, ...more }
  const started = performance.now()
  const report = await check(server.host, options)
  const seconds = (performance.now() - started) / 1000
  t.ok(await allGone(server), `${step ?? 'healthy'}: the server has seen all connections end`)
  t.same(report.faults, [], step ?? 'healthy')
  t.same(unproved(report), [], step ?? 'healthy')
  return { report, seconds, server }
}

/** What a way of the server that is silent there says; all others of that method may have lost their turn. */
const words: Readonly<Record<ScriptStep, readonly [way: keyof ReturnType<typeof outcomes>, word: RegExp]>> = {
  greeting: ['auth-tls/P', /^fails greeting timeout$/],
  auth: ['auth-tls/P', /^fails auth timeout$/],
  handshake: ['auth-tls/P', /^fails handshake timeout$/],
  user: ['auth-tls/P', /^fails login timeout$/],
  pass: ['auth-tls/P', /^fails login timeout$/],
  feat: ['auth-tls/P', /^works tls$/],
  pbsz: ['auth-tls/P', /fails pbsz timeout/],
  prot: ['auth-tls/P', /fails prot timeout/],
  passive: ['auth-tls/default', /fails mode timeout/],
  active: ['auth-tls/default', /active fails data-connect timeout/],
  command: ['auth-tls/default', /fails command timeout/],
  'data-connect': ['auth-tls/default', /fails data-connect timeout/],
  'data-handshake': ['auth-tls/P', /fails data-handshake timeout/],
  data: ['none/default', /fails transfer timeout/],
  final: ['auth-tls/default', /fails final timeout/],
}

/** FEAT is a courtesy; and a PORT without an answer is what a firewall before our port looks like where the server comes at PORT (pyftpdlib). */
const harmless: readonly ScriptStep[] = ['feat', 'active']

/** A run that is cut off soon. */
const hasty: Limits = { ...shortLimits, deadlines: { ...shortLimits.deadlines, whole: 1_500 } }

/** Only looked at where it matters: the cells that a budget may leave out say why. */
const reasons = ['time-budget', 'login-budget']

t.test('silence at each step ends within the budget, and the ways say where', async t => {
  const steps = Object.keys(words) as readonly ScriptStep[]
  await Promise.all(
    steps.map(async step => {
      const { report, seconds, server } = await run(t, step, { limits: shortLimits })
      const whole = shortLimits.deadlines.whole / 1000
      t.ok(seconds < whole + slackSeconds, `${step}: ${seconds} s`)
      const [way, word] = words[step]
      t.match(outcomes(report)[way], word, `${step}: ${way}`)
      const left = report.cells.flatMap(({ status, reason }) => (status === 'untested' ? [reason] : []))
      const why = step === 'pass' ? [...reasons, 'login-refused'] : reasons
      t.same(
        left.filter(reason => !why.includes(reason ?? '')),
        [],
        `${step}: why ways were left out`,
      )
      if (step === 'pass') {
        t.match(report.observations['login'], { status: 'broken', step: 'login', failure: 'timeout' })
        t.equal(passwordsSeen(server).length, 1, 'a password that was never accepted goes out once')
      }
      t.match(
        report.verdict.status,
        harmless.includes(step) ? 'healthy' : /^(broken|impaired|inconclusive)$/,
        step,
      )
      t.not(exitStatus(report), harmless.includes(step) ? 1 : 0, step)
    }),
  )
})

t.test('with logins and time enough the whole table is settled', async t => {
  await Promise.all(
    (['auth', 'user', 'pbsz', 'active'] as const).map(async step => {
      const { report } = await run(t, step, { limits: shortLimits, loginBudget: 200 })
      const left = report.cells.filter(({ reason }) => reasons.includes(reason ?? ''))
      t.same(left, [], step)
    }),
  )
})

t.test(
  'a black hole',
  { skip: process.platform !== 'linux' && 'a full queue is silent on Linux only' },
  async t => {
    const hole = await filteredPorts('127.0.0.1', [0])
    t.teardown(() => hole.close())
    const before = openResources()
    const report = await check('127.0.0.1', {
      port: hole.ports[0] ?? 0,
      limits: shortLimits,
      user: 'tester',
      password: 'x',
    })
    t.match(report, { cause: 'connection-filtered', verdict: { status: 'broken' } })
    t.same([...new Set(Object.values(outcomes(report)))], ['fails connect timeout'])
    t.same(unproved(report), [])
    t.ok(report.duration < 1 + slackSeconds, `${report.duration} s`)
    t.ok(await untilTrue(() => openResources() <= before), 'nothing is left open')
  },
)

t.test('the whole-check budget: what was seen stays, the rest says time-budget', async t => {
  const limits = { ...scaledDeadlines(usual, 1), deadlines: { ...usual.deadlines, whole: 2_000 } }
  const { report, seconds } = await run(t, 'prot', { limits })
  t.ok(seconds < 2 + slackSeconds, `${seconds} s`)
  t.match(outcomes(report), {
    'auth-tls/default': 'works clear',
    'auth-ssl/P': 'refused auth 504',
    'auth-tls/P': 'untested time-budget',
  })
  t.match(report, {
    run: { interrupted: false },
    observations: {
      greeting: { status: 'observed' },
      login: { status: 'observed' },
      work: { status: 'observed' },
    },
  })
  t.equal(report.verdict.status, 'inconclusive')
})

t.test(
  'an abort ends a run within a second wherever it is, with the usual deadlines; what was seen is kept',
  async t => {
    const steps = [
      'greeting',
      'auth',
      'handshake',
      'user',
      'feat',
      'prot',
      'passive',
      'active',
      'command',
      'data-connect',
      'data-handshake',
      'data',
      'final',
    ] as const
    await Promise.all(
      steps.map(async step => {
        const abort = new AbortController()
        const server = await startScripted({ silentAt: step })
        t.teardown(() => server.close())
        const running = check(server.host, {
          ...optionsFor(server),
          allowClearLogin: true,
          limits: usual,
          signal: abort.signal,
        })
        // The first thing that the server leaves unanswered; a look further in time would show no other state.
        await untilQuiet(() => server.seen.length)
        const aborted = performance.now()
        abort.abort()
        const report = await running
        const seconds = (performance.now() - aborted) / 1000
        t.ok(seconds < 1 + slackSeconds, `${step}: ${seconds} s`)
        t.match(report, { run: { interrupted: true }, faults: [] }, step)
        t.equal(exitStatus(report), 130)
        const settled = report.cells.filter(({ reason }) => reason !== 'interrupted')
        t.ok(settled.every(({ status, evidence }) => status === 'untested' || evidence.length > 0))
        t.ok(
          report.cells.some(({ reason }) => reason === 'interrupted'),
          step,
        )
        t.ok(report.transcript.connections.length > 0, `${step}: the transcript is kept`)
        t.same(unproved(report), [], step)
        t.ok(await allGone(server), `${step}: nothing is left at the server`)
      }),
    )
  },
)

t.test('an abort before anything and in the middle of the table', async t => {
  const before = new AbortController()
  before.abort()
  const { report: none } = await run(t, undefined, { signal: before.signal })
  t.same([...new Set(Object.values(outcomes(none)))], ['untested interrupted'])
  const middle = new AbortController()
  const { report: some } = await run(t, undefined, {
    signal: middle.signal,
    onProgress: ({ waysDone }) => {
      if (waysDone >= 50) middle.abort()
    },
  })
  t.ok(
    some.cells.filter(({ reason }) => reason !== 'interrupted').length >= 50,
    'ways that were settled stay',
  )
  t.match(some, {
    run: { interrupted: true },
    verdict: { status: 'inconclusive' },
    observations: { login: { status: 'observed' } },
  })
  t.equal(exitStatus(some), 130)
})

t.test('no socket, listener or timer is left in this process', async t => {
  await run(t, undefined)
  const before = openResources()
  for (const step of [undefined, 'handshake', 'active', 'data-connect', 'data'] as const) {
    const server = await startScripted(step === undefined ? {} : { silentAt: step })
    await check(server.host, { ...optionsFor(server), only: ['auth-tls/default/*'], limits: hasty })
    await server.close()
    t.ok(
      await untilTrue(() => openResources() <= before),
      `${step ?? 'healthy'}: ${process.getActiveResourcesInfo().join(' ')}`,
    )
  }
})

t.test('a server that talks without end, and one that hangs up at once, end as well', async t => {
  const before = openResources()
  const endless = createServer(socket => {
    const flood = (): void => {
      if (socket.writable) socket.write('220-still talking\r\n'.repeat(500), () => setImmediate(flood))
    }
    socket.on('error', () => undefined)
    flood()
  })
  const curt = createServer(socket =>
    socket
      .on('error', () => undefined)
      .resume()
      .end(),
  )
  for (const [server, cause] of [
    [endless, undefined],
    [curt, 'closed-before-greeting'],
  ] as const) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const report = await check('127.0.0.1', { port, user: 'tester', password: 'x', limits: hasty })
    t.ok(report.duration < hasty.deadlines.whole / 1000 + slackSeconds)
    t.same(report.faults, [])
    t.not(exitStatus(report), 0)
    if (cause !== undefined) t.equal(report.cause, cause)
    t.ok(JSON.stringify(report).length < 3_000_000, 'the report stays small')
    server.close()
  }
  t.ok(
    await untilTrue(() => openResources() <= before),
    `nothing is left: ${process.getActiveResourcesInfo().join(' ')}`,
  )
})

/** Resolves once a count has stood still for a while of turns: all that is to happen without a deadline has happened. */
async function untilQuiet(count: () => number): Promise<void> {
  let last = -1
  let still = 0
  while (still < 400) {
    await new Promise(resolve => setImmediate(resolve))
    still = count() === last ? still + 1 : 0
    last = count()
  }
}
