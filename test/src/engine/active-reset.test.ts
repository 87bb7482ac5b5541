/** Active mode: a server that comes and resets before this side has looked. */
import { execFileSync } from 'node:child_process'
import t from 'tap'
import { portNamed } from './support/odd-server.js'
import { isInStep, talk } from './support/talk.js'

t.test('active: who comes and resets before he is looked at is no stranger', async t => {
  let port = 0
  const { control, list } = await talk(t, (line, client) => {
    if (line === 'NOOP') client.say('200 in step\r\n')
    if (line.startsWith('PORT ')) {
      port = portNamed(line)
      client.say('200 ok\r\n')
    }
    if (line === 'LIST') {
      comeAndReset(port)
      client.say('150 here\r\n226 done\r\n')
    }
  })
  t.match(await list({ dataMode: 'PORT', dataConnectMs: 30_000 }), {
    outcome: 'fails',
    step: 'transfer',
    failure: 'connection-reset',
    reply: { code: 226 },
    setUp: { connect: 'open' },
    sessionUsable: true,
  })
  t.ok(await isInStep(control))
})

/** Another process connects and resets while this one stands still, so that the RST is there before accept(). */
function comeAndReset(port: number): void {
  const script = `const socket = require('node:net').connect(${port}, '127.0.0.1', () => socket.resetAndDestroy())`
  execFileSync(process.execPath, ['-e', script], { timeout: 30_000 })
}
