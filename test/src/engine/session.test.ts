/** Logged-in conversations: the login itself, the level in force, and when a session may no longer be used. */
import type { Socket } from 'node:net'
import t, { type Test } from 'tap'
import { controlTo, engineContext } from './support/engine.js'
import { oddServer, type OddServer, type Script } from './support/odd-server.js'
import { startScripted } from '../../../fixtures/start-server.js'
import type { EngineContext } from '../../../src/engine/context.js'
import { enter, readGreeting } from '../../../src/engine/enter.js'
import { FtpSession, login, type LoginFacts } from '../../../src/engine/ftp-session.js'

interface Talk {
  readonly session: FtpSession
  readonly server: OddServer
  readonly context: EngineContext
}

async function talk(t: Test, script: Script, greeting = '220 odd', password = 'kanari3n'): Promise<Talk> {
  const server = await oddServer(client => client.say(`${greeting}\r\n`), script)
  t.teardown(() => server.close())
  const context = engineContext({ secrets: [password] })
  const control = await controlTo(context, server.port)
  t.teardown(() => control.destroy())
  await readGreeting(context, control)
  return { session: new FtpSession(context, control, 'auth-tls', undefined), server, context }
}

/** A script by verb; anything else is unknown. */
const answers =
  (replies: Readonly<Record<string, string>>): Script =>
  (line, client) => {
    const reply = replies[line.split(' ')[0] ?? ''] ?? replies[line] ?? '500 Unknown'
    if (reply !== '') client.say(`${replies[line] ?? reply}\r\n`)
  }

t.test('USER, and PASS only where it is asked for', async t => {
  const facts = async (
    replies: Readonly<Record<string, string>>,
  ): Promise<readonly [LoginFacts, readonly string[]]> => {
    const { session, server } = await talk(t, answers(replies))
    return [await login(session.control, { user: 'tester', password: 'kanari3n' }), server.lines]
  }
  const usual = await facts({ USER: '331 Password', PASS: '230 In' })
  t.match(usual[0], {
    accepted: true,
    replies: [{ command: 'USER' }, { command: 'PASS', reply: { code: 230 } }],
  })
  t.same(usual[1], ['USER tester', 'PASS kanari3n'])
  const table: readonly (readonly [string, string, boolean, number])[] = [
    ['230 Come in', '', true, 1],
    ['232 Come in', '', true, 1],
    ['332 Account first', '', false, 1],
    ['530 Never', '', false, 1],
    ['421 Too many', '', false, 1],
    ['331 Password', '332 Account', false, 2],
    ['331 Password', '530 Wrong', false, 2],
    ['331 Password', '202 No need', true, 2],
    ['150 What', '', false, 1],
  ]
  for (const [user, pass, accepted, sent] of table) {
    const [{ accepted: is, replies }, lines] = await facts({ USER: user, PASS: pass })
    t.same([is, replies.length, lines.length], [accepted, sent, sent], `${user}, ${pass}`)
  }
})

t.test('an echo of the password in the reply to PASS is told, and chance accuses nobody', async t => {
  const usual = {
    greeting: '220 odd',
    user: '331 Password',
    account: { user: 'tester', password: 'kanari3n' },
  }
  const table: readonly (readonly [string, Partial<typeof usual>, string, boolean | undefined])[] = [
    ['no echo', {}, '230 In', false],
    ['a cut word of it', {}, '230 kanari', false],
    ['whole', {}, '230 In with kanari3n', true],
    ['over two lines', {}, '230-In with kana\r\n230-ri3n\r\n230 End', true],
    ['in base64', {}, `530 ${Buffer.from('kanari3n').toString('base64')}`, true],
    ['in the greeting too', { greeting: '220 kanari3n' }, '230 kanari3n', undefined],
    ['in the reply to USER too', { user: '331 For kanari3n' }, '530 kanari3n', undefined],
    [
      'a word',
      { account: { user: 'tester', password: 'restrictions' } },
      '230 Restrictions apply',
      undefined,
    ],
    ['a number', { account: { user: 'tester', password: '20261127' } }, '230 At 20261127', undefined],
    ['the code', { account: { user: 'tester', password: '230' } }, '230 In', undefined],
    ['short', { account: { user: 'tester', password: 'TLSv1.3' } }, '230 By TLSv1.3', undefined],
    [
      'part of the name',
      { account: { user: 'tester-1@x', password: 'Tester-1' } },
      '230 tester-1',
      undefined,
    ],
  ]
  for (const [says, setting, pass, echoed] of table) {
    const { greeting, user, account } = { ...usual, ...setting }
    const { session } = await talk(t, answers({ USER: user, PASS: pass }), greeting, account.password)
    t.equal((await login(session.control, account)).echoed, echoed, says)
  }
})

t.test('an echo that comes in pieces is one', async t => {
  const { session } = await talk(t, (line, client) =>
    line.startsWith('USER')
      ? client.say('331 Password\r\n')
      : client.sayLater('230-You said kan', 'ari3n\r\n230', ' End\r\n'),
  )
  t.equal((await login(session.control, { user: 'tester', password: 'kanari3n' })).echoed, true)
})

t.test('a password is no second command, whatever is in it', async t => {
  const { session, server } = await talk(t, answers({ USER: '331 Password', PASS: '230 In' }))
  await t.rejects(login(session.control, { user: 'tester', password: 'a\r\nDELE all' }))
  t.notOk(server.lines.some(line => line.includes('DELE')))
})

t.test('PBSZ and PROT: which of them counts', async t => {
  const table: readonly (readonly [string, string, object])[] = [
    ['200 PBSZ=0', '200 Private', { accepted: true, reply: { code: 200 } }],
    ['502 Unknown', '200 Private', { accepted: true, reply: { code: 200 } }],
    ['502 Unknown', '503 PBSZ first', { accepted: false, refusedAt: 'pbsz', reply: { code: 502 } }],
    ['200 PBSZ=0', '536 Not that one', { accepted: false, refusedAt: 'prot', reply: { code: 536 } }],
    ['200 PBSZ=0', '331 Odd', { accepted: false, refusedAt: 'prot', reply: { code: 331 } }],
  ]
  for (const [pbsz, prot, expected] of table) {
    const { session, server } = await talk(t, answers({ PBSZ: pbsz, PROT: prot }))
    t.equal(session.level, 'default')
    t.match(await session.setLevel('P'), expected, `${pbsz}, ${prot}`)
    t.equal(session.level, 'P', 'PROT changes state also when it is refused')
    t.same(server.lines, ['PBSZ 0', 'PROT P'])
    t.ok(session.usable)
  }
})

t.test('a reply that is owed ends a session: what comes late would pass for the next answer', async t => {
  const { session, server } = await talk(t, answers({ PBSZ: '', QUIT: '221 Bye' }))
  t.ok(session.usable)
  await t.rejects(session.setLevel('C'), { message: /no reply/ })
  t.notOk(session.usable)
  t.ok(session.control.alive, 'the connection itself stands')
  await session.close()
  t.same(server.lines, ['PBSZ 0'], 'no QUIT that nobody would answer')
  t.notOk(session.control.alive)
})

/** The first listing is given up behind 150; its second no stays in the server until the next command comes. */
const saysNoTwice = (noop: string): Script => {
  let data: Promise<Socket> | undefined
  let owed = ''
  let lists = 0
  return async (line, client) => {
    const late = owed
    owed = ''
    if (line === 'PASV') {
      const port = await client.passive()
      data = port.data
      client.say(`${late}227 (${port.numbers})\r\n`)
    } else if (line === 'NOOP') client.say(`${late}${noop}`)
    else if (line === 'LIST') {
      lists += 1
      const socket = await data
      client.say('150 Here it comes\r\n')
      if (lists > 1) socket?.end('a listing\r\n', () => client.say('226 Done\r\n'))
      else socket?.end(() => client.say('425 Failed\r\n'))
      if (lists === 1) owed = '425 Failed, as was said\r\n'
    }
  }
}

const patient = {
  handshakeFirst: false,
  longestMs: undefined,
  dataConnectMs: 1_000,
  firstByteMs: 1_000,
  maxBytes: 10_000,
  dialAdvertised: false,
} as const

t.test('a second no behind a transfer that failed does not pass for the next reply', async t => {
  const list = { ...patient, command: 'LIST', dataMode: 'PASV', helloAfterMs: 'never' } as const
  for (const noop of ['200 OK\r\n', '502 Unknown\r\n']) {
    const { session } = await talk(t, saysNoTwice(noop))
    t.match(await session.transfer({ ...list, id: 10 }), { outcome: 'fails', reply: { code: 425 } })
    t.ok(session.usable, 'in step again')
    t.match(await session.transfer({ ...list, id: 11 }), { outcome: 'works', reply: { code: 226 } })
  }
  const { session } = await talk(t, saysNoTwice(''))
  t.match(await session.transfer({ ...list, id: 10 }), { outcome: 'fails', reply: { code: 425 } })
  t.notOk(session.usable, 'whose reply comes next, nobody can tell')
})

t.test('a session in step says QUIT; one whose server has gone is over', async t => {
  const { session, server } = await talk(t, (line, client) => {
    client.socket.end(line === 'QUIT' ? '221 Bye\r\n' : '')
  })
  await session.close()
  t.same(server.lines, ['QUIT'])
  const other = await talk(t, (_line, client) => void client.socket.end())
  await t.rejects(other.session.command('NOOP'), { message: /ended the control connection/ })
  t.notOk(other.session.usable)
  await other.session.close()
})

t.test(
  'each data connection resumes the newest ticket, at the version of the control connection',
  async t => {
    await using server = await startScripted()
    const context = engineContext({ ca: server.ca })
    const entered = await enter(context, {
      id: 1,
      address: server.host,
      port: server.port,
      security: 'auth-tls',
      hello: { maxVersion: 'TLSv1.2' },
    })
    if (entered.is !== 'open') throw new Error(entered.is)
    await login(entered.control, server)
    const session = new FtpSession(context, entered.control, 'auth-tls', undefined)
    t.ok((await session.setLevel('P')).accepted)
    for (const id of [10, 11, 12]) {
      const facts = await session.transfer({
        ...patient,
        id,
        command: 'NLST',
        dataMode: 'EPSV',
        helloAfterMs: 1,
      })
      t.match(facts, {
        outcome: 'works',
        wire: 'tls',
        resumed: true,
        ended: 'close-notify',
        tls: { version: 'TLSv1.2' },
        sessionUsable: true,
      })
    }
    await session.close()
  },
)
