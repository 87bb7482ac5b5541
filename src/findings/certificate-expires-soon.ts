import type { SentCertificate } from '../../probes/certificate.js'
import type { Finding } from '../model/finding.js'
import { day, judgeCertificate, nameOf } from './support/certificates.js'
import { anyServerRemedy } from './support/remedies.js'
import { count } from './support/words.js'

const dayMs = 24 * 60 * 60 * 1000
const enoughDays = 21

/** Short-lived ones are renewed in their last third, as RFC 8555's clients do: they always end soon. */
function endsSoon({ validFrom, validTo }: SentCertificate, now: number): boolean {
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)]
  const left = to - now
  return left > 0 && left < enoughDays * dayMs && left < (to - from) / 3
}

export const finding: Finding = {
  id: 'certificate-expires-soon',
  title: 'The certificate expires soon',
  why: 'Its last day is near, and nothing shows that a renewal is on its way. On the day after, every client that checks certificates is turned away at once.',
  proof:
    "The last day of validity is less than 21 days behind our clock's date, and less than a third of its whole time is left: automatic renewals come earlier.",
  phase: 'verify',
  severity: 'warning',
  owner: ['certificate'],
  references: ['RFC 5280 §4.1.2.5'],
  symptoms: [],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Renew the certificate now, and have the renewal reload the FTP server; tell those who pinned it the new fingerprint.',
    ),
  ],
  judge: seen =>
    judgeCertificate(seen, ({ leaf, path }) => {
      const now = Date.parse(seen.started)
      // A root is not sent to be checked: the client has its own.
      const checked = path.filter(certificate => certificate === leaf || !certificate.selfSigned)
      const soon = checked.find(certificate => endsSoon(certificate, now))
      if (soon === undefined) return 'absent'
      const left = Math.floor((Date.parse(soon.validTo) - now) / dayMs)
      return {
        certainty: 'certain',
        severity: 'warning',
        summary: `The certificate of ${nameOf(soon)} expires in ${count(left, 'day')}, on ${day(soon.validTo)}; our clock says ${day(seen.started)}.`,
      }
    }),
}
