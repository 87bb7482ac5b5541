/** `check` as a whole, against servers of which every reply is known. */
import { Ajv } from 'ajv'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { exitStatus } from '../../../src/diagnosis/exit-status.js'
import { limits } from '../../../src/model/limits.js'
import { ReportSchema, type Report } from '../../../src/model/report.js'
import { check } from '../../../src/run/check.js'
import { diagnose } from '../../../src/run/library.js'
import { UsageError } from '../../../src/run/usage-error.js'
import {
  allGone,
  deadlinesMet,
  findingsOf,
  look,
  methodOutcomes,
  optionsFor,
  outcomes,
  shortLimits,
  unproved,
} from './support/look.js'

const validate = new Ajv({ strict: false }).compile(ReportSchema)

/** What holds of every report, whatever the server. */
function isSound(t: Test, report: Report): void {
  t.ok(validate(report), `the schema: ${JSON.stringify(validate.errors)}`)
  t.same(report.faults, [], 'no fault of ours')
  t.same(unproved(report), [], 'evidence stands in the transcript')
  const again = diagnose(JSON.parse(JSON.stringify(report)) as Report)
  t.equal(JSON.stringify(again), JSON.stringify(report), 'a replay is byte-identical')
}

const works = {
  default: 'works clear',
  C: 'works clear',
  S: 'refused prot 536',
  E: 'refused prot 536',
  P: 'works tls',
}
const levels = Object.keys(works) as readonly (keyof typeof works)[]

/** The table of the compliant server, with some methods and levels otherwise. */
function compliant(but: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return {
    ...each('none', level => (level === 'default' ? 'works clear' : 'refused pbsz 503')),
    ...each('implicit', level => works[level]),
    ...each('auth-tls', level => works[level]),
    ...each('auth-ssl', () => 'refused auth 504'),
    ...but,
  }
}

function each(security: string, word: (level: keyof typeof works) => string): Record<string, string> {
  return Object.fromEntries(levels.map(level => [`${security}/${level}`, word(level)]))
}

const allowed = { allowClearLogin: true }

t.test('the compliant server: all 80 ways are right, nobody is accused, two runs number alike', async t => {
  const { report, server } = await look(t, {}, allowed)
  t.same(outcomes(report), compliant())
  t.equal(report.verdict.status, 'healthy', report.verdict.sentence)
  t.equal(exitStatus(report), 0)
  t.same(
    report.findings.filter(({ severity }) => severity === 'error'),
    [],
  )
  t.same(deadlinesMet(report), [])
  t.match(report.run, { logins: 6, interrupted: false })
  isSound(t, report)
  t.ok(await allGone(server))
  const protectedOnes = report.cells.filter(
    ({ protection, status }) => protection === 'P' && status === 'works',
  )
  t.ok(protectedOnes.every(({ resumed, ended }) => resumed === true && ended === 'close-notify'))
  const again = await check(server.host, { ...optionsFor(server), ...allowed })
  const shape = ({ transcript, cells }: Report): unknown => ({
    connections: transcript.connections.map(({ id, role, cell, events }) => [
      id,
      role,
      cell,
      role === 'control' ? undefined : events.map(({ kind }) => kind),
    ]),
    cells: cells.map(cell => ({ ...cell, evidence: cell.evidence.map(({ connection }) => connection) })),
  })
  t.strictSame(shape(again), shape(report))
})

t.test('the compliant server on each of its ports alone', async t => {
  const implicit = await look(t, {}, server => ({
    ...allowed,
    port: server.implicitPort ?? 0,
    implicitPort: server.implicitPort ?? 0,
  }))
  t.match(
    outcomes(implicit.report),
    each('implicit', level => works[level]),
  )
  t.match(outcomes(implicit.report), {
    'auth-tls/P': 'refused greeting waits-for-hello',
    'none/default': 'refused greeting waits-for-hello',
  })
  t.equal(implicit.report.verdict.status, 'healthy')
  isSound(t, implicit.report)
  const explicit = await look(t, {}, allowed, { policy: { implicit: false, mechanisms: ['TLS', 'SSL'] } })
  t.same(outcomes(explicit.report), {
    ...compliant(),
    ...each('implicit', () => 'refused handshake 220 greets-in-clear'),
    ...each('auth-ssl', level => (level === 'default' ? 'works tls' : works[level])),
  })
  t.equal(explicit.report.verdict.status, 'healthy')
  isSound(t, explicit.report)
})

t.test('over IPv6: EPSV and EPRT work, PASV is refused and PORT cannot be said', async t => {
  const { report } = await look(t, {}, allowed, { host: '::1' })
  const modes = (word: string): string => `refused mode 522, ${word}, untested no-address-family, ${word}`
  t.same(
    outcomes(report),
    Object.fromEntries(
      Object.entries(compliant()).map(([id, word]) => [id, word.startsWith('works') ? modes(word) : word]),
    ),
  )
  t.equal(report.verdict.status, 'healthy')
  isSound(t, report)
})

t.test('replies in pieces and glued together change nothing', async t => {
  for (const faults of [{ replyPieces: 1 }, { gluedPreliminary: true }, { line: { segment: 7 } }]) {
    // Bytes by the handful take a busy machine its time.
    const { report } = await look(t, faults, { ...allowed, passiveOnly: true, limits })
    const passive = Object.fromEntries(
      Object.entries(compliant()).map(([id, word]) => [id, `passive ${word}, active untested not-selected`]),
    )
    t.same(outcomes(report), passive, JSON.stringify(faults))
    t.equal(report.verdict.status, 'healthy')
    isSound(t, report)
  }
})

t.test('data connections: each fault is what the ways say, and the healthy rest works', async t => {
  const table: readonly (readonly [
    string,
    Parameters<typeof look>[1],
    Readonly<Record<string, string>>,
    string,
  ])[] = [
    ['a private address in 227', { passiveAddress: '10.1.2.3' }, compliant(), 'passive-address-private'],
    ['150 behind the handshake', { latePreliminary: true }, compliant(), 'healthy'],
    [
      'clear data in spite of P',
      { wireForm: { P: 'clear' } },
      compliant({
        'auth-tls/P': 'fails data-handshake wrong-wire-form 226',
        'implicit/P': 'fails data-handshake wrong-wire-form 226',
      }),
      'protection-not-honoured',
    ],
    [
      'an empty listing',
      { listingEmpty: true },
      compliant(
        Object.fromEntries(
          ['none/default', 'implicit/default', 'implicit/C', 'auth-tls/default', 'auth-tls/C'].map(id => [
            id,
            'works none',
          ]),
        ),
      ),
      'healthy',
    ],
    [
      'no active mode',
      { activeRefused: '502 No' },
      compliant(
        Object.fromEntries(
          Object.entries(compliant()).flatMap(([id, word]) =>
            word.startsWith('works') ? [[id, `passive ${word}, active refused mode 502`]] : [],
          ),
        ),
      ),
      'healthy',
    ],
  ]
  for (const [title, faults, expected, cause] of table) {
    const { report } = await look(t, faults, allowed)
    t.same(outcomes(report), expected, title)
    t.equal(report.cause ?? report.verdict.status, cause, title)
    isSound(t, report)
    if (title.startsWith('a private')) {
      const matrix = report.observations['matrix']
      const named =
        matrix?.status === 'observed'
          ? (matrix.value as { setUps: { named?: string | null; ours?: string }[] }).setUps.filter(
              ({ named }) => typeof named === 'string',
            )
          : []
      t.ok(named.length > 0 && named.every(each => each.named === '10.1.2.3' && each.ours === '127.0.0.1'))
    }
    if (title.startsWith('150'))
      t.match(report.observations, { matrix: { value: { order: 'handshake-first' } } })
  }
})

t.test('passive ports that refuse: active ways work', async t => {
  const { report } = await look(t, { passivePorts: 'refused' }, { only: ['auth-tls/*/*'] })
  const dead = (word: string): string => `passive fails data-connect connection-refused, active ${word}`
  t.match(outcomes(report), {
    'auth-tls/default': dead('works clear'),
    'auth-tls/C': dead('works clear'),
    'auth-tls/P': dead('works tls'),
  })
  t.equal(report.cause, 'passive-ports-refused')
  isSound(t, report)
})

t.test('S and E that are taken: E means TLS, S means clear', async t => {
  const { report } = await look(
    t,
    { levels: { S: '200 Safe', E: '200 Confidential' }, wireForm: { S: 'clear', E: 'tls' } },
    { only: ['implicit/S/EPSV', 'implicit/E/EPSV', 'implicit/P/EPSV'] },
  )
  t.match(outcomes(report), {
    'implicit/S': 'untested not-selected, works clear, untested not-selected, untested not-selected',
    'implicit/E': 'untested not-selected, works tls, untested not-selected, untested not-selected',
  })
  t.ok(findingsOf(report).includes('safe-or-confidential-accepted warning'))
  isSound(t, report)
})

t.test('a listing that is refused: other work is found, or nobody else is blamed', async t => {
  const commands = (report: Report): readonly string[] => {
    const work = report.observations['work']
    return work?.status === 'observed'
      ? (work.value as { tries: { command: string }[] }).tries.map(({ command }) => command)
      : []
  }
  const other = await look(t, { replies: [{ command: 'LIST', reply: '550 No' }] }, allowed)
  t.same(
    commands(other.report),
    ['LIST', 'MLSD'].flatMap(command => [command, command]).slice(0, 3),
    'default, P, and the next one at P',
  )
  t.same(outcomes(other.report), compliant())
  const none = await look(t, { listingRefused: '550 No' }, allowed)
  t.same([...new Set(commands(none.report))], ['LIST', 'MLSD', 'NLST', 'LIST /'])
  t.match(outcomes(none.report), { 'auth-tls/P': 'refused command 550', 'implicit/C': 'refused command 550' })
  t.same(
    none.report.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id),
    ['listing-refused'],
  )
  const file = await look(t, { listingRefused: '550 No' }, { ...allowed, file: 'readme.txt' })
  t.same(outcomes(file.report), compliant())
  for (const { report } of [other, none, file]) isSound(t, report)
})

t.test('only what was asked for', async t => {
  const cells = await look(t, {}, { only: ['auth-tls/P/*'] })
  t.same(methodOutcomes(cells.report), {
    none: ['untested not-selected'],
    implicit: ['untested not-selected'],
    'auth-tls': ['untested not-selected', 'works tls'],
    'auth-ssl': ['untested not-selected'],
  })
  t.equal(cells.report.verdict.status, 'healthy')
  t.equal(exitStatus(cells.report), 0)
  const probe = await look(t, {}, { only: ['certificate'] })
  t.same(Object.keys(probe.report.observations), ['greeting', 'auth', 'certificate'])
  t.equal(probe.report.run.logins, 0)
  const active = await look(t, {}, { passiveOnly: true, securities: ['auth-tls'] })
  t.notOk(active.server.seen.some(event => event.kind === 'command' && /^(PORT|EPRT)$/.test(event.command)))
  t.notOk(
    active.server.seen.some(event => event.kind === 'connect' && event.implicit && event.connection > 2),
  )
  for (const { report } of [cells, probe, active]) isSound(t, report)
  const at = { host: '127.0.0.1' }
  await t.rejects(check(at.host, { only: ['auth-tls/X/PASV'] }), UsageError)
  await t.rejects(check(at.host, { only: ['nonsense'] }), UsageError)
  await t.rejects(check(at.host, { pin: 'abc' }), UsageError)
  await t.rejects(check(at.host, { user: 'a\r\nDELE x', password: 'b' }), UsageError)
  await t.rejects(check(at.host, { path: 'a\nb' }), UsageError)
})

t.test('without a login: what needs none is looked at all the same', async t => {
  const { ca } = (await look(t)).server
  const without = { limits: shortLimits, ca }
  const server = (await look(t)).server
  const nobody = await check(server.host, {
    ...without,
    port: server.port,
    implicitPort: server.implicitPort ?? 0,
  })
  t.same(methodOutcomes(nobody), {
    none: ['untested needs-credentials'],
    implicit: ['untested needs-credentials'],
    'auth-tls': ['untested needs-credentials'],
    'auth-ssl': ['refused auth 504'],
  })
  t.match(nobody, {
    verdict: { status: 'inconclusive' },
    observations: { certificate: { status: 'observed' } },
  })
  t.equal(exitStatus(nobody), 3)
  const unwanted = await look(t, {}, { login: false })
  t.equal(unwanted.report.verdict.status, 'inconclusive')
  t.equal(exitStatus(unwanted.report), 0)
  t.notOk(unwanted.server.seen.some(event => event.kind === 'command' && event.command === 'USER'))
  for (const report of [nobody, unwanted.report]) isSound(t, report)
})

t.test('what is no FTP server, or nothing at all', async t => {
  const credentials = { user: 'tester', password: 'no-secret-42', limits: shortLimits }
  const serve = async (greet: string, answer = ''): Promise<{ port: number; heard: () => string }> => {
    const sockets = new Set<Socket>()
    let heard = ''
    const server = createServer(socket => {
      sockets.add(socket.on('error', () => undefined))
      socket.write(greet)
      socket.on('data', chunk => {
        heard += chunk.toString('latin1')
        if (answer !== '') socket.end(answer)
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    return { port: (server.address() as AddressInfo).port, heard: () => heard }
  }
  const others = [
    ['SSH-2.0-OpenSSH_9.2\r\n', '', 'ssh-service'],
    ['220 mail.example ESMTP Postfix\r\n', '502 no\r\n', 'other-service'],
    ['', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'other-service'],
    ['', '', 'greeting-silent'],
  ] as const
  await Promise.all(
    others.map(async ([greet, answer, cause]) => {
      const { port, heard } = await serve(greet, answer)
      const report = await check('127.0.0.1', { ...credentials, allowClearLogin: true, port })
      t.equal(report.cause, cause)
      t.equal(exitStatus(report), 1)
      t.notMatch(heard(), /USER|PASS|no-secret/, `${cause}: no login`)
      isSound(t, report)
    }),
  )
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as AddressInfo
  closed.close()
  await once(closed, 'close')
  const refused = await check('127.0.0.1', { ...credentials, port })
  t.equal(refused.cause, 'connection-refused')
  t.same([...new Set(Object.values(outcomes(refused)))], ['refused connect no-listener'])
  const unknown = await check('nothing.invalid', credentials)
  t.equal(unknown.cause, 'host-unknown')
  t.equal(unknown.target.address, null)
  t.same([...new Set(Object.values(outcomes(unknown)))], ['untested not-reachable'])
  for (const report of [refused, unknown]) {
    t.equal(exitStatus(report), 1)
    isSound(t, report)
  }
})
