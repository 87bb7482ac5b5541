/** What the joining says where one of the places could not look, or where nobody knows where it stands. */
import t from 'tap'
import type { Conclusion } from '../../../src/model/joined.js'
import type { Recording } from '../../../src/model/report.js'
import { joinPlaces } from '../../../src/run/join.js'
import { deadPortsRecording } from '../findings/support/dead-ports.js'
import { recordingOf } from '../findings/support/seen-builder.js'
import { concluded } from './support/concluded.js'
import { at, hotspot, outside, type Where } from './support/places.js'

const filtered = deadPortsRecording('silent', 'timeout')

const sixth = { address: '2001:db8::7', family: 6, port: 21, seconds: 0.01 } as const
const refusedOverIpv6 = recordingOf({
  observations: { addresses: { others: [{ ...sixth, connect: 'refused', code: 'ECONNREFUSED' }] } },
})
const withoutIpv6 = recordingOf({
  observations: { addresses: { others: [{ ...sixth, connect: 'unreachable', code: 'ENETUNREACH' }] } },
})
const openOverIpv6 = recordingOf({
  observations: { addresses: { others: [{ ...sixth, connect: 'open' }] } },
})

t.test('a healthy place that could not look does not tell that a warning is not there', t => {
  const concludedWith = (recording: Recording): readonly Conclusion[] => {
    const report = joinPlaces([at('office', outside, refusedOverIpv6), at('hotspot', hotspot, recording)])
    return report.joined?.conclusions ?? []
  }
  t.same(concludedWith(withoutIpv6), [])
  t.match(concludedWith(openOverIpv6), [{ id: 'address-family-broken', side: 'place', certainty: 'certain' }])
  t.end()
})

t.test('where a proxy stands is not known: a look through it parts nothing for certain', t => {
  const proxied: Where = { own: '127.0.0.1', target: { proxy: 'socks5://127.0.0.1:1080' } }
  const report = joinPlaces([at('office', outside, filtered), at('tunnel', proxied)])
  const { side, certainty, sentence, wouldProve } = concluded(report)
  t.same([side, certainty], ['unknown', 'likely'])
  t.match(sentence, /^office meets it and tunnel does not, but where tunnel stands is not known/)
  t.equal(wouldProve, 'Look without the proxy: where it stands is not known.')
  t.match(report.joined?.places[1], { stands: 'unknown', from: null })
  t.end()
})
