import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, tlsMethods } from './support/cells.js'
import { dataCertificates, whyRefused } from './support/data-certificates.js'
import { joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { evidenceOfProbe, valueOf } from './support/observed.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { list } from './support/words.js'

const strict = 'FileZilla and the client of z/OS compare the two and end the transfer'

function judge(seen: Seen): Judgement {
  const { others, same, cells, evidence } = dataCertificates(seen)
  const [other] = others
  if (other === undefined)
    return same > 0
      ? absent
      : undetermined('no data connection made a full TLS handshake of which the certificate was kept')
  const control = valueOf(seen, 'certificate')
  const refused = list(others.flatMap(certificate => whyRefused(certificate, seen) ?? []))
  // Where the control connection's does not pass either, checking clients have ended there already.
  const stops = refused !== '' && control?.verified === true && !control.pinned
  const isAlways = stops && same === 0 && !resumes(seen)
  return found({
    certainty: 'certain',
    severity: isAlways ? 'error' : 'warning',
    ...(isAlways ? { phase: 'verify' } : {}),
    summary: [
      `Data connections show another certificate than the control connection: ${other.subject} (SHA-256 ${beginning(other.sha256)}), not ${subjectOf(control?.chain[0])}.`,
      ...(same > 0 ? ['Others show the same one: it depends on who answers.'] : []),
      ...(refused === '' ? [] : [`It ${refused}.`]),
      stops
        ? `Clients that check it, such as curl, lftp and Python ftplib, log in and then cannot transfer${resumes(seen) ? ', unless they resume the TLS session' : ''}; ${strict} in any case.`
        : `${strict}.`,
    ].join(' '),
    cells,
    evidence: joinEvidence(evidence, evidenceOfProbe(seen, 'certificate')),
  })
}

/** A way came through that resumed the control connection's TLS session: no certificate is shown there. */
function resumes(seen: Seen): boolean {
  return cellsOf(seen, { security: tlsMethods }).some(
    ({ status, resumed }) => status === 'works' && resumed === true,
  )
}

function subjectOf(leaf: { readonly subject: string; readonly sha256: string } | undefined): string {
  return leaf === undefined ? 'that one' : `${leaf.subject} (${beginning(leaf.sha256)})`
}

/** Enough to tell two apart by eye. */
function beginning(sha256: string): string {
  return `${sha256.slice(0, 16)}...`
}

export const finding: Finding = {
  id: 'data-certificate-differs',
  title: 'Data connections show another certificate',
  why: 'The control connection and its data connections end at different places, or a part of the server still has an older certificate: several machines behind one address, a gateway that opens the TLS of one of them, or a renewal that reached only a part.',
  proof:
    'In a full TLS handshake on a data connection a certificate came whose SHA-256 is not that of its own control connection; both are named. A resumed session shows none.',
  phase: 'data-handshake',
  severity: 'warning',
  owner: ['server-configuration'],
  references: ['RFC 4217 §15.1'],
  symptoms: [
    {
      client: 'FileZilla',
      text: "Error: Primary connection and data connection certificates don't match.",
    },
    { client: 'curl', text: 'curl: (13) Bad PASV/EPSV response: 150' },
    { client: 'curl', text: '(with --disable-epsv: 60, SSL certificate problem)' },
    {
      client: 'Python ftplib',
      text: '(certificate verify failed, at the first transfer and not before)',
    },
  ],
  covers: ['data-cert-differs'],
  explains: [],
  remedies: [
    anyServerRemedy('Give every machine and process that answers for this name the same certificate.'),
    anyServerRemedy('Restart the whole server behind a renewal: a part of it may still hold the old one.'),
    networkRemedy(
      'See that data connections reach the same machine as their control connection, and that a gateway which opens TLS does so on both or on neither.',
    ),
    clientRemedy('z/OS FTP', 'Leave out the comparison of the two', {
      config: 'TLSCERTCROSSCHECK FALSE',
      lowersSecurity: true,
    }),
  ],
  judge,
}
