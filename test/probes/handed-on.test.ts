/** The connection that the look at AUTH leaves for the login: in step, and not in anybody's way. */
import t, { type Test } from 'tap'
import { startServer } from '../../fixtures/start-server.js'
import type { Report } from '../../src/model/report.js'
import { check } from '../../src/run/check.js'
import { converse, startRaw } from '../look-alikes/support/raw-server.js'
import { shortLimits } from './support/observe.js'

/** Refuses FEAT in clear and does what it is told with it inside TLS. */
async function lookAt(t: Test, insideTls: Readonly<Record<string, string | undefined>>): Promise<Report> {
  const { port, ca } = await startRaw(t, async talk => {
    talk.say('220 ready\r\n')
    let replies: Readonly<Record<string, string | undefined>> = {}
    await converse(talk, async (command, argument) => {
      if (command !== 'AUTH' || argument !== 'TLS') return command in replies ? replies[command] : '502 No'
      talk.say('234 go on\r\n')
      await talk.secure()
      replies = insideTls
      return undefined
    })
  })
  const { deadlines } = shortLimits
  const limits = { ...shortLimits, deadlines: { ...deadlines, reply: 1_000 } }
  return check('127.0.0.1', { port, ca, user: 'tester', password: 'no-secret-42', limits, only: ['login'] })
}

t.test('FEAT that is never answered inside TLS: USER and PASS get their own replies', async t => {
  const report = await lookAt(t, { FEAT: undefined, USER: '331 Password?', PASS: '230 In' })
  t.match(report.observations['login'], {
    status: 'observed',
    value: { accepted: true, replies: [{ reply: { code: 331 } }, { reply: { code: 230 } }] },
  })
})

t.test('only 230 and 232 let somebody in at USER (RFC 959 §5.4, RFC 2228 §8.1)', async t => {
  const report = await lookAt(t, { USER: '211 What you asked before', PASS: '230 In' })
  t.match(report.observations['login'], { status: 'observed', value: { accepted: false } })
})

t.test('nobody logs in: nothing stands in the way of the next probe', async t => {
  await using server = await startServer('limits/one-session')
  const { port, user, password, ca, implicitPort } = server
  const report = await check(server.host, {
    ...{ port, user, password, ca, limits: shortLimits, only: ['clear-login'] },
    ...(implicitPort === undefined ? {} : { implicitPort }),
  })
  t.equal(report.observations['clear-login']?.status, 'observed')
})
