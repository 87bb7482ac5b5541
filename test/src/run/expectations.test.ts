import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { nearest } from '../../../src/diagnosis/nearest.js'
import { readExpectations, readSoundExpectations } from '../../../src/run/expectations.js'
import { UsageError } from '../../../src/run/usage-error.js'
import { checkout } from '../../support/needs.js'

const all = readExpectations()

/** A copy of fixtures/expected in which one file holds another text. */
function withDamaged(t: Test, server: string, text: string): URL {
  const folder = t.testdir({})
  cpSync(join(checkout, 'fixtures/expected'), folder, { recursive: true })
  writeFileSync(join(folder, `${server}.json`), text)
  return pathToFileURL(`${folder}/`)
}

const damages = [
  '',
  '{"server": "tls/auth-refused"',
  'null',
  '[]',
  '{"server":"tls/x","findings":{},"ways":{}}',
]

t.test('a damaged expectation costs a check that one server only', t => {
  for (const text of damages) {
    const folder = withDamaged(t, 'tls/certificate-expired', text)
    const sound = readSoundExpectations(folder)
    t.equal(sound.size, all.size - 1, text)
    t.notOk(sound.has('tls/certificate-expired'))
    const compliant = sound.get('matrix/compliant')
    t.same(compliant, all.get('matrix/compliant'))
    if (compliant !== undefined) t.doesNotThrow(() => nearest(compliant, [...sound.values()]))
  }
  t.end()
})

t.test('without the server that the others are told apart from nothing is compared', t => {
  t.equal(readSoundExpectations(withDamaged(t, 'matrix/compliant', '{')).size, 0)
  t.end()
})

t.test('regress says which file is damaged, and what to do', t => {
  for (const text of damages) {
    const folder = withDamaged(t, 'tls/certificate-expired', text)
    t.throws(() => readExpectations(folder), UsageError)
    t.throws(
      () => readExpectations(folder),
      /fixtures\/expected\/tls\/certificate-expired\.json is damaged: /,
    )
  }
  t.end()
})
