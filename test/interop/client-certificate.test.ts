/** A server that wants a certificate of the client looks, with TLS 1.3, like a firewall that ends what it cannot read. */
import t from 'tap'
import { check } from '../../src/run/check.js'
import { skipUnless } from '../support/needs.js'
import { startProftpd } from '../support/real-products.js'

for (const wanted of ['on', 'optional'] as const)
  void t.test(`ProFTPD, TLSVerifyClient ${wanted}`, { skip: skipUnless('root', 'proftpd') }, async t => {
    const server = await startProftpd({ TLSVerifyClient: wanted })
    t.teardown(() => server.close())
    const { host, port, user, password, ca } = server
    const report = await check(host, { port, implicitPort: port, user, password, ca })
    if (wanted === 'on') {
      t.equal(report.cause, 'client-certificate-required')
      t.match(report.findings[0]?.summary, /It misses a certificate of the client/)
      t.equal(report.verdict.status, 'broken')
    } else t.equal(report.cause, null, 'one that only asks is healthy')
  })
