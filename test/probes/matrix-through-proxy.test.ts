import t from 'tap'
import { startScripted } from '../../fixtures/start-server.js'
import { check } from '../../src/run/check.js'
import { optionsFor } from '../src/run/support/look.js'
import { startProxy } from '../support/test-proxy.js'

t.test('active mode that was not wanted is not laid to the proxy', async t => {
  const server = await startScripted({})
  t.teardown(() => server.close())
  const proxy = await startProxy(t)
  for (const [passiveOnly, reason] of [
    [true, 'not-selected'],
    [false, 'through-proxy'],
  ] as const) {
    const report = await check(server.host, {
      ...optionsFor(server),
      only: ['auth-tls/P/*'],
      passiveOnly,
      proxy: { scheme: 'socks5', host: '127.0.0.1', port: proxy.port },
    })
    t.same(
      report.cells.filter(({ id }) => /^auth-tls\/P\/(PORT|EPRT)$/.test(id)).map(cell => cell.reason),
      [reason, reason],
    )
  }
})
