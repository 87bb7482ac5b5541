/** Servers that are slow at one thing: what is slow is said, with its time, and nobody is accused of a failure. */
import type { Test } from 'tap'
import type { Report } from '../../src/model/report.js'
import { oneWire, rule } from '../support/namespaces.js'
import { isHealthy, testFaults } from '../support/network-check.js'
import { startProftpd, startPyftpdlib } from '../support/real-products.js'

function isSlow(id: string, certainty: 'certain' | 'likely', summary: RegExp) {
  return (t: Test, report: Report): void => {
    isHealthy(t, report)
    const found = report.findings.find(finding => finding.id === id)
    t.match(found, { severity: 'warning', certainty, summary })
    const others = ['greeting-delayed', 'login-slow'].filter(other => other !== id)
    t.notOk(report.findings.some(finding => others.includes(finding.id)))
  }
}

const withIdent = (text: string): string => `${text}LoadModule mod_ident.c\nIdentLookups on\n`

/** The whole program waits for one look-up, as with a blocking authorizer: now and then others wait with it. */
const slowAuthorizer = `import time
class Slow(DummyAuthorizer):
    def validate_authentication(self, *args):
        time.sleep(5.5)
        return super().validate_authentication(*args)
authorizer = Slow()`

testFaults([
  {
    says: 'it asks our machine who we are (RFC 1413), and our firewall drops the question',
    network: oneWire,
    product: {
      name: 'ProFTPD, IdentLookups on',
      start: place => startProftpd({}, { ...place, edit: withIdent }),
    },
    break: network => network.filter('client', rule('input', 'tcp dport 113 drop')),
    judge: isSlow('greeting-delayed', 'certain', /^The greeting comes only after [5-9]/),
  },
  {
    says: 'it asks our machine who we are, which says that nobody listens',
    network: oneWire,
    product: {
      name: 'ProFTPD, IdentLookups on',
      start: place => startProftpd({}, { ...place, edit: withIdent }),
    },
    judge(t, report) {
      isHealthy(t, report)
      t.notOk(report.findings.some(({ id }) => id === 'greeting-delayed'))
    },
  },
  {
    says: 'passwords are checked slowly',
    network: oneWire,
    product: {
      name: 'pyftpdlib, a slow authorizer',
      start: place =>
        startPyftpdlib(
          { tls_control_required: true },
          { ...place, edit: text => text.replace('authorizer = DummyAuthorizer()', slowAuthorizer) },
        ),
    },
    options: ['--concurrency', '1'],
    judge: isSlow('login-slow', 'certain', /^An accepted PASS is answered only after 5\.[5-9] s/),
  },
])
