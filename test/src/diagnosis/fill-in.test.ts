import t from 'tap'
import { fillIn } from '../../../src/diagnosis/fill-in.js'
import type { Remedy } from '../../../src/model/finding.js'

const remedy: Remedy = {
  side: 'client',
  product: 'curl',
  text: 'Ask HOST',
  config: 'curl ftps://HOST:PORT/ # EXPORT',
  evidence: 'documents',
  lowersSecurity: false,
}

t.test('placeholders in what is to be pasted become what was observed', t => {
  t.match(fillIn(remedy, { HOST: 'a.example', PORT: '990' }), {
    text: 'Ask HOST',
    config: 'curl ftps://a.example:990/ # EXPORT',
  })
  t.equal(fillIn(remedy, { HOST: 'a.example' }).config, 'curl ftps://a.example:PORT/ # EXPORT')
  t.same(fillIn(remedy), remedy)
  t.end()
})
