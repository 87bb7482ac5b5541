/** A server that wants a certificate of the client looks, with TLS 1.3, like a firewall that ends what it cannot read. */
import t, { type Test } from 'tap'
import type { Report } from '../../src/model/report.js'
import { check } from '../../src/run/check.js'
import { skipUnless } from '../support/needs.js'
import type { RealServer } from '../support/real.js'
import { startProftpd, startVsftpd } from '../support/real-products.js'

async function look(t: Test, start: Promise<RealServer>): Promise<Report> {
  const server = await start
  t.teardown(() => server.close())
  const { host, port, user, password, ca } = server
  return check(host, { port, implicitPort: port, user, password, ca })
}

function isWanted(t: Test, report: Report): void {
  t.equal(report.cause, 'client-certificate-required')
  const [cause] = report.findings
  t.equal(cause?.certainty, 'certain')
  t.match(cause?.summary, /It misses a certificate of the client: none was given/)
  t.equal(report.verdict.status, 'broken')
  t.notOk(report.findings.some(({ id }) => id === 'login-refused' || id === 'handshake-refused'))
}

for (const TLSProtocol of ['TLSv1.2', 'TLSv1.2 TLSv1.3'])
  for (const TLSVerifyClient of ['on', 'optional'])
    void t.test(
      `ProFTPD, TLSVerifyClient ${TLSVerifyClient}, ${TLSProtocol}`,
      { skip: skipUnless('root', 'proftpd') },
      async t => {
        const report = await look(t, startProftpd({ TLSVerifyClient, TLSProtocol }))
        if (TLSVerifyClient === 'on') isWanted(t, report)
        else t.equal(report.cause, null, 'one that only asks is healthy')
      },
    )

for (const require_cert of ['YES', 'NO'])
  void t.test(
    `vsftpd, require_cert=${require_cert}`,
    { skip: skipUnless('root', 'vsftpd', 'namespaces') },
    async t => {
      const report = await look(t, startVsftpd({ ssl_request_cert: 'YES', require_cert }))
      if (require_cert === 'NO') t.equal(report.cause, null, 'one that only asks is healthy')
      else {
        isWanted(t, report)
        t.match(report.findings[0]?.quote, /^500 OOPS: .*peer did not return a certificate/)
      }
    },
  )
