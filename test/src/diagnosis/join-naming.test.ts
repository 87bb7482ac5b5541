/** What the joining says of an address that PASV names: right for some places, or another one to each. */
import t from 'tap'
import type { Recording } from '../../../src/model/report.js'
import { joinPlaces } from '../../../src/run/join.js'
import { recordingOf, reply } from '../findings/support/seen-builder.js'
import { concluded } from './support/concluded.js'
import { at, inside, outside, server } from './support/places.js'

const privateAddress = recordingOf({
  setUps: [['*/*/PASV', { named: '10.0.0.5', reply: reply('227 Entering Passive Mode (10,0,0,5,195,80)') }]],
})
const insideAddress = recordingOf({
  setUps: [
    ['*/*/PASV', { named: '10.0.0.5' }],
    ['*/*/EPSV|PASV', { ours: '10.0.0.5' }],
  ],
})

t.test('a private address in 227 is right inside and wrong outside: what the server names', t => {
  const report = joinPlaces([at('here', outside, privateAddress), at('office', inside, insideAddress)])
  t.equal(report.cause, 'passive-address-private')
  const { side, certainty, sentence } = concluded(report)
  t.same([side, certainty], ['server', 'certain'])
  t.match(sentence, /10\.0\.0\.5, is right for office and wrong for here: the server is to name the one/)
  t.end()
})

t.test(
  'an address that the server names to one place is not called right for another that was named none',
  t => {
    const to = (address: string | null): Recording =>
      recordingOf({ setUps: [['*/*/PASV', address === null ? null : { named: address }]] })
    const said = (address: string | null): string =>
      concluded(joinPlaces([at('here', outside, privateAddress), at('there', server, to(address))])).sentence
    t.match(
      said('127.0.0.1'),
      /^PASV names 127\.0\.0\.1 to there, which is right there, and 10\.0\.0\.5 to here/,
    )
    t.match(
      said(null),
      /^PASV names 10\.0\.0\.5 to here, which is wrong there; there comes through and was named/,
    )
    t.end()
  },
)
