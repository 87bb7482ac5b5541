import t from 'tap'
import type { CertificateLook } from '../../../probes/certificate.js'
import type { Recording } from '../../../src/model/report.js'
import { joinPlaces, type Recorded } from '../../../src/run/join.js'
import { UsageError } from '../../../src/run/usage-error.js'
import {
  certificate,
  explicitPort,
  greeting,
  leaf,
  recordingOf,
  reply,
  type Facts,
} from '../findings/support/seen-builder.js'
import { at, type Where } from './support/places.js'

const named = (host: string, address: string, own: string): Where => ({
  own,
  target: { host, address, addresses: [address] },
})
const named10: Facts = { setUps: [['*/*/PASV', { named: '10.0.0.5' }]] }
const otherCertificate = { ...certificate, chain: [{ ...leaf, sha256: 'ef'.repeat(32) }] }
const otherLeaf = recordingOf({ ...named10, observations: { certificate: otherCertificate } })
const noCertificate = recordingOf({ ...named10, observations: { certificate: null } })
const greets = (line: string, shown: CertificateLook | null): Recording =>
  recordingOf({
    ...named10,
    observations: {
      certificate: shown,
      greeting: { ...greeting, explicit: { ...explicitPort, greeting: reply(line) } },
    },
  })

t.test('files that are not of one server, or not of several places, get one sentence', t => {
  const [far, near] = [
    named('ftp.example', '198.51.100.7', '192.0.2.44'),
    named('10.0.0.5', '10.0.0.5', '10.0.0.9'),
  ]
  const refused: readonly (readonly [readonly Recorded[], RegExp])[] = [
    [
      [at('here', far), at('there', near, otherLeaf)],
      /^here is of ftp\.example:21 and there is of 10\.0\.0\.5:21, and nothing shows that they are one server \(they show other certificates\): ask for one name/,
    ],
    [[at('here', far), at('there', near, noCertificate)], /no certificate was seen in both/],
    [
      [at('a', near, greets('220 A', null)), at('b', { ...near, own: '10.0.0.7' }, greets('220 B', null))],
      /nothing shows .*: a private address is another machine in another network, so ask for a name$/,
    ],
    [
      [
        at('a', far),
        at('b', named('www.example', '203.0.113.5', '192.0.2.44'), greets('220 B', certificate)),
      ],
      /nothing shows/,
    ],
    [
      // The same program greets in the same words.
      [
        at('a', far),
        at(
          'b',
          { ...far, own: '192.0.2.45', target: { ...far.target, ports: { explicit: 2121, implicit: null } } },
          otherLeaf,
        ),
      ],
      /a is of ftp\.example:21 and b is of ftp\.example:2121.*other certificates\): look at one port/,
    ],
    [[at('here', far), at('again', far)], /^here and again are one and the same look/],
    [[at('here', far), at('here', near)], /two places are called here/],
  ]
  for (const [places, message] of refused) {
    t.throws(() => joinPlaces(places), UsageError)
    t.throws(() => joinPlaces(places), { message })
  }
  t.end()
})

t.test('one server goes by several names and addresses', t => {
  const far = named('ftp.example', '198.51.100.7', '192.0.2.44')
  const accepted: readonly (readonly Recorded[])[] = [
    [at('here', far), at('there', named('FTP.example.', '10.0.0.5', '10.0.0.9'), otherLeaf)],
    [at('here', far), at('there', named('10.0.0.5', '10.0.0.5', '10.0.0.9'))],
    [
      at('here', far, noCertificate),
      at('there', named('www.example', '198.51.100.7', '203.0.113.2'), noCertificate),
    ],
    [at('here', far, noCertificate), at('there', named('10.0.0.5', '10.0.0.5', '10.0.0.9'), otherLeaf)],
  ]
  for (const places of accepted) t.doesNotThrow(() => joinPlaces(places))
  t.end()
})
