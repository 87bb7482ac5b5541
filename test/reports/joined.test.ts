import t from 'tap'
import { format as json } from '../../reports/formats/json.js'
import { format } from '../../reports/formats/text.js'
import { columnsOf } from '../../reports/text/prose.js'
import type { Recording, Report } from '../../src/model/report.js'
import { joinPlaces } from '../../src/run/join.js'
import { deadPortsRecording } from '../src/findings/support/dead-ports.js'
import { recordingOf } from '../src/findings/support/seen-builder.js'
import { at, hotspot, outside, server } from '../src/diagnosis/support/places.js'
import { savedReport } from './golden.js'

const filtered = deadPortsRecording('silent', 'timeout')
const two = joinPlaces([at('here', outside, filtered), at('there', server)])

const inOneLine = (report: Report, width?: number): string =>
  format.show(report, width === undefined ? {} : { width }).replaceAll(/\s+/g, ' ')

t.test('what the places say together stands first, then the places, then the usual', t => {
  const lines = format.show(two).split('\n')
  const labels = lines.map(line => line.slice(0, 8).trim()).filter(label => label !== '')
  t.same(labels.slice(0, 6), ['BROKEN', 'joined', 'here   ✗', 'there  ✓', 'why', 'who'])
  const text = inOneLine(two)
  t.match(
    text,
    /joined From here: the ports for data never answer: a firewall drops them\. From there: protected transfers work\. Certain: there, on the server's own machine, does not meet it, so it is not the server but something between/,
  )
  t.match(text, /here ✗ broken passive-ports-filtered 192\.0\.2\.44 to 198\.51\.100\.7, outside/)
  t.match(text, /there ✓ healthy 127\.0\.0\.1 to 127\.0\.0\.1, the server's machine/)
  t.match(
    text,
    /why The ports for data never answer: a firewall drops them\. passive-ports-filtered, certain\./,
  )
  t.match(text, /who whoever runs the firewalls between here and the server/)
  t.notMatch(text, /prove |side or ours/)
  t.end()
})

t.test('without certainty it says what would prove it', t => {
  const both = joinPlaces([at('here', outside, filtered), at('hotspot', hotspot, filtered)])
  t.match(
    inOneLine(both),
    /Likely: Both places meet it: .* on the part of the way that they share\..*prove The same check on the server's own machine/,
  )
  t.end()
})

t.test('where all is well, that is said once, with no line for each place or warning', t => {
  const overIpv6 = (connect: 'refused' | 'open'): Recording =>
    recordingOf({
      observations: {
        addresses: { others: [{ address: '2001:db8::7', family: 6, port: 21, seconds: 0.01, connect }] },
      },
    })
  const joinedOf = (here: Recording, there: Recording): string => {
    const report = joinPlaces([at('here', outside, here), at('there', server, there)])
    t.equal(report.verdict.status, 'healthy')
    return inOneLine(report)
  }
  const same = joinedOf(overIpv6('refused'), overIpv6('refused'))
  t.match(
    same,
    /joined Protected transfers work from here \(outside\) and there \(the server's machine\)\. Both see the same\. /,
  )
  t.match(same, /also warning: .* address-family-broken/)
  t.notMatch(same, / places | healthy /)
  const other = joinedOf(overIpv6('refused'), overIpv6('open'))
  t.match(other, /the server's machine\)\. (?!Both)/)
  t.match(other, / places address-family-broken: /)
  t.end()
})

t.test('no line is wider than it may be', t => {
  for (const width of [50, 80])
    for (const line of format.show(two, { width }).split('\n'))
      t.ok(columnsOf(line) <= width || /[0-9]$/.test(line), `${width}: ${line}`)
  t.end()
})

t.test('a name of a file cannot steer a terminal', t => {
  const evil = '\x1b[2J\u202ex'
  const text = format.show(joinPlaces([at(evil, outside, filtered), at('there', server)]))
  t.notMatch(text, /[\x00-\x09\x0b-\x1f\u202e]/)
  t.end()
})

t.test('the JSON holds all places and what follows; a report of one place is as it was', t => {
  const saved = JSON.parse(json.show(two)) as Report
  t.same(
    saved.others?.map(({ place }) => place),
    ['there'],
  )
  t.equal(saved.joined?.conclusions[0]?.certainty, 'certain')
  t.notMatch(format.show(savedReport('healthy')), /^joined/m)
  t.end()
})
