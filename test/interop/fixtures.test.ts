/** A recording of each real server, made into a fixture, is a server of which the same is recorded. */
import t from 'tap'
import type { Fixture } from '../../src/model/fixture.js'
import { check } from '../../src/run/check.js'
import { differencesFrom } from '../../src/run/fixture/expected.js'
import { fixtureFrom } from '../../src/run/fixture/from-recording.js'
import { lookAtFixture } from '../../src/run/regress/look.js'
import { skipUnless } from '../support/needs.js'
import { profiles, type Profile } from '../support/real-profiles.js'
import { isSoak } from '../support/soak.js'

/** One setting of each product; all of them where repeats are wanted (`npm run soak`). */
const productOf = ({ name }: Profile): string | undefined => name.split(',')[0]
const chosen = profiles.filter(
  (profile, at) => isSoak || profiles.findIndex(other => productOf(other) === productOf(profile)) === at,
)

t.jobs = 2
for (const profile of chosen) {
  void t.test(profile.name, { skip: skipUnless(...profile.needs) }, async t => {
    const server = await profile.start()
    t.teardown(() => server.close())
    const { host, port, user, password, ca } = server
    const report = await check(host, { port, implicitPort: port, user, password, ca, allowClearLogin: true })
    const text = JSON.stringify(fixtureFrom(report))
    for (const secret of [user, password]) t.notOk(text.includes(secret), `${secret} is not in it`)
    const fixture = JSON.parse(text) as Fixture
    t.same(fixture.unlike, [])
    const { report: again, faults } = await lookAtFixture('x.json', fixture, { scale: 10 })
    t.same(faults, [])
    t.same(differencesFrom(fixture.expected, again), [], 'statuses, steps, codes and findings are the same')
    const [recorded, imitated] = [report, again].map(({ nearest }) => nearest[0]?.server)
    t.equal(imitated, recorded, 'and it is as near to the bundled servers')
  })
}
