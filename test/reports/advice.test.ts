/** Whom to ask, what to try next, and what to change where nothing is broken. */
import t from 'tap'
import { format } from '../../reports/formats/text.js'
import type { CertificateLook } from '../../probes/certificate.js'
import type { Report } from '../../src/model/report.js'
import { savedReport } from './golden.js'

const text = (report: Report): string => format.show(report).replaceAll(/[\s\\]+/g, ' ')

t.test('a private authority is asked for its certificate, and only then by phone for a pin', t => {
  const base = savedReport('certificate-self-signed')
  const { certificate } = base.observations
  if (certificate?.status !== 'observed') throw new Error('the saved report has no certificate')
  const value = certificate.value as CertificateLook
  const [leaf] = value.chain
  if (leaf === undefined) throw new Error('the saved report has no certificate')
  const signed = (...above: CertificateLook['chain']): string =>
    text({
      ...base,
      cause: 'certificate-untrusted',
      findings: base.findings.map(one =>
        one.id === base.cause ? { ...one, id: 'certificate-untrusted' } : one,
      ),
      observations: {
        ...base.observations,
        certificate: {
          ...certificate,
          value: { ...value, chain: [{ ...leaf, selfSigned: false, issuer: 'CN=Partner CA' }, ...above] },
        },
      },
    })
  const next = /ask whoever runs the authority \((.*?)\) .* --ca authority\.pem or ask .* --pin sha256:/
  t.equal(next.exec(signed())?.[1], 'CN=Partner CA')
  const root = { ...leaf, subject: 'CN=Partner CA', commonName: 'Partner CA', selfSigned: true }
  t.equal(next.exec(signed(root))?.[1], 'Partner CA')
  t.notMatch(text(base), /authority\.pem/, 'who signed it himself is no authority')
  t.end()
})

t.test(
  'where nothing is broken, the one warning has its owner and its cure, and several have where they stand',
  t => {
    const base = savedReport('healthy')
    const warnings = base.findings.filter(({ severity }) => severity === 'warning')
    const [first] = warnings
    if (first === undefined || warnings.length !== 1) throw new Error('the saved report has one warning')
    const remedies = [
      {
        side: 'server' as const,
        product: 'any',
        text: 'Update the server.',
        evidence: 'documents',
        lowersSecurity: false,
      },
    ]
    t.match(
      text({ ...base, findings: [{ ...first, remedies }] }),
      / also warning: .* who the server's administrator fix Update the server\./,
    )
    t.match(
      text({ ...base, findings: [first, { ...first, id: 'another' }] }),
      / fix for each of them: ftps-doctor explain <id> /,
    )
    t.notMatch(text({ ...base, findings: [] }), / (?:who|fix) /)
    t.end()
  },
)
