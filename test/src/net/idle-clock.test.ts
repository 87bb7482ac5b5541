import t from 'tap'
import { idleClock } from '../../../src/net/idle-clock.js'

function workFor(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

t.test('a deadline does not pass while the thread works', async t => {
  let fired = false
  const patience = 40
  const before = idleClock.now()
  const waited = new Promise<void>(resolve => {
    idleClock.after(patience, () => {
      fired = true
      resolve()
    })
  })
  workFor(3 * patience)
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise(resolve => setImmediate(resolve))
    workFor(patience)
  }
  t.notOk(fired, 'the time for it is long over, and nothing was waited for')
  await waited
  t.ok(idleClock.now() - before >= patience, 'so long was nothing to do')
})

t.test('one that is called off never comes', async t => {
  const cancel = idleClock.after(1, () => t.fail('it was called off'))
  cancel()
  await new Promise<void>(resolve => idleClock.after(20, resolve))
  const late = idleClock.after(20, () => t.fail('it was called off while it waited again'))
  workFor(30)
  await new Promise<void>(resolve => setImmediate(resolve))
  late()
  await new Promise<void>(resolve => idleClock.after(40, resolve))
})
