/** AUTH is refused: by a server without TLS, one that cannot now, one that knows the other name, or by a box in between. */
import t from 'tap'
import { check } from '../../src/run/check.js'
import { skipUnless } from '../support/needs.js'
import { startVsftpd } from '../support/real-products.js'
import { explicitOnly, lookAlikes, scripted } from './support/group.js'

const only = ['auth-tls/P/EPSV', 'auth-ssl/P/EPSV', 'implicit/P/EPSV']
const refusal = (reply: string, argument?: string) => ({
  command: 'AUTH',
  reply,
  ...(argument === undefined ? {} : { argument }),
})
const ids = [
  'tls-not-offered',
  'auth-tls-refused',
  'auth-temporarily-unavailable',
  'login-refused',
  'unknown-cause',
]

lookAlikes('AUTH is refused', ids, [
  {
    says: 'auth-not-understood',
    look: scripted({ started: { policy: { implicit: false, mechanisms: [] } } }),
    cause: 'tls-not-offered',
    certainty: 'certain',
  },
  {
    says: 'auth-530-login-first',
    look: scripted({
      faults: { replies: [refusal('530 Please login with USER and PASS.')] },
      started: { policy: { implicit: false, mechanisms: [] } },
    }),
    cause: 'tls-not-offered',
    certainty: 'certain',
    summary: /"530 Please login with USER and PASS\."/,
  },
  {
    says: 'auth-not-understood beside implicit TLS that works: nothing is wrong',
    look: scripted({ started: { policy: { mechanisms: [] } }, options: { only } }),
    cause: null,
  },
  {
    says: 'auth-tls-only: nothing is wrong',
    look: scripted({ started: explicitOnly, options: { only } }),
    cause: null,
  },
  {
    says: 'auth-after-login-refused: it is asked before, so nothing is wrong',
    look: scripted({
      faults: { replies: [{ command: 'AUTH', loggedIn: true, reply: '503 AUTH before USER' }] },
      started: explicitOnly,
      options: { only: [...only, 'none/default/EPSV'], allowClearLogin: true },
    }),
    cause: null,
  },
  {
    says: 'auth-ssl-only',
    look: scripted({ started: { policy: { implicit: false, mechanisms: ['SSL'] } }, options: { only } }),
    cause: null,
    beside: ['auth-tls-refused'],
  },
  {
    says: 'auth-534-no-certificate',
    look: scripted({
      faults: {
        replies: [
          refusal('534 Local policy on server does not allow TLS secure connections.'),
          { command: 'USER', reply: '534 Policy requires SSL.' },
        ],
      },
      started: explicitOnly,
      options: { allowClearLogin: true },
    }),
    cause: 'auth-temporarily-unavailable',
    certainty: 'likely',
    undetermined: { 'login-refused': /for want of TLS/, 'tls-not-offered': /knows AUTH/ },
  },
  {
    says: 'auth-431-resource',
    look: scripted({
      faults: { replies: [refusal('431 Necessary security resource unavailable', 'TLS')] },
      started: explicitOnly,
    }),
    cause: 'auth-temporarily-unavailable',
    certainty: 'certain',
  },
  {
    says: 'auth-stripped-by-middlebox: FEAT still names it, and AUTH TLS gets another reply than nonsense',
    look: scripted({
      faults: { replies: [refusal('500 XXXX', 'TLS'), refusal('500 XXXX', 'SSL')] },
      started: explicitOnly,
    }),
    cause: 'commands-masked',
    summary: /AUTH TLS and AUTH SSL came to the server as XXXX/,
    undetermined: { 'tls-not-offered': /AUTH did not come to the server as it was sent/ },
  },
])

void t.test(
  'vsftpd with ssl_enable=NO says 530 to AUTH: no TLS, and no wrong password',
  { skip: skipUnless('root', 'vsftpd', 'namespaces') },
  async t => {
    const server = await startVsftpd({
      ssl_enable: 'NO',
      force_local_logins_ssl: 'NO',
      force_local_data_ssl: 'NO',
    })
    t.teardown(() => server.close())
    const { host, port, user, password } = server
    const report = await check(host, { port, implicitPort: port, user, password })
    t.equal(report.cause, 'tls-not-offered')
    t.match(report.findings[0], { certainty: 'certain', summary: /"530 Please login with USER and PASS\."/ })
    t.notOk(report.findings.some(({ id }) => id === 'login-refused'))
    t.equal(report.run.logins, 0)
  },
)
