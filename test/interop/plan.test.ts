/** A plan is a promise with real servers too, and no password is in what --verbose shows. */
import t from 'tap'
import { eventLines } from '../../reports/text/conversation.js'
import { check } from '../../src/run/check.js'
import { planOf } from '../../src/run/plan.js'
import { beyondPlan } from '../src/run/support/beyond-plan.js'
import { skipUnless } from '../support/needs.js'
import { profiles } from '../support/real-profiles.js'

for (const product of ['vsftpd', 'ProFTPD', 'Pure-FTPd, --tls 2', 'pyftpdlib']) {
  const profile = profiles.find(({ name }) => name.startsWith(product))
  if (profile === undefined) throw new Error(`no profile of ${product}`)
  void t.test(profile.name, { skip: skipUnless(...profile.needs) }, async t => {
    const server = await profile.start()
    t.teardown(() => server.close())
    const said: string[] = []
    const { host, port, user, password, ca } = server
    const options = { port, user, password, ca }
    const report = await check(host, {
      ...options,
      onEvent: (_connection, _role, event) => said.push(...eventLines(event)),
    })
    t.same(beyondPlan(planOf(host, options), report), [])
    t.ok(said.includes('> PASS ***'), 'PASS was shown, without what follows it')
    t.notOk(
      said.some(line => line.includes(password)),
      'the password was not',
    )
    t.same(
      said.filter(line => /[^\P{Cc}\t]/u.test(line)),
      [],
      'no control character',
    )
  })
}
