import type { Finding } from '../model/finding.js'
import { judgeCertificate } from './support/certificates.js'
import { certificateRemedies } from './support/certificate-remedies.js'
import { anyServerRemedy, clientRemedy, testedClientRemedy } from './support/remedies.js'
import { list } from './support/words.js'

export const finding: Finding = {
  id: 'certificate-name-mismatch',
  title: 'The certificate is for another name',
  why: 'A certificate proves the names that it lists. The client was given another name, or an address, or a machine behind a shared name answers with its own certificate.',
  proof: 'None of the names in the certificate is the one that was asked for; they are listed.',
  phase: 'verify',
  severity: 'error',
  owner: ['certificate'],
  references: ['RFC 9525 §6', 'RFC 4217 §15.1'],
  symptoms: [
    {
      client: 'curl',
      text: 'curl: (60) SSL: no alternative certificate subject name matches target host name',
    },
    { client: 'basic-ftp', text: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    { client: 'lftp', text: 'Certificate verification: hostname mismatch' },
    {
      client: 'lftp',
      text: "Certificate verification: certificate common name doesn't match requested host name",
    },
    {
      client: 'Python ftplib',
      text: 'certificate verify failed: Hostname mismatch, certificate is not valid for the name',
    },
    { client: 'Java', text: 'No name matching the host found' },
    { client: '.NET', text: 'RemoteCertificateNameMismatch' },
    { client: 'Go', text: 'x509: certificate is valid for another name, not the one asked for' },
    { client: '.NET', text: 'The remote certificate is invalid according to the validation procedure.' },
  ],
  covers: ['cert-name-mismatch', 'sni-wrong-vhost'],
  explains: [],
  remedies: [
    clientRemedy('any', 'Connect by a name that the certificate carries, if it belongs to this server.'),
    clientRemedy('ftps-doctor', 'Check against the name that the certificate carries', {
      config: '--tls-name NAME',
    }),
    anyServerRemedy('Use a certificate that carries the name by which clients connect.'),
    ...certificateRemedies,
    testedClientRemedy('curl', 'Do without any check of who answers', { config: '-k', lowersSecurity: true }),
    testedClientRemedy('lftp', 'Do without the check of the name', {
      config: 'set ssl:check-hostname no',
      lowersSecurity: true,
    }),
  ],
  judge: seen =>
    judgeCertificate(seen, ({ nameMatches, leaf, tlsName }) => {
      if (nameMatches) return 'absent'
      const names = leaf.names.map(name => name.replace(/^\w+:/, ''))
      const carried = names.length > 0 ? names : leaf.commonName === undefined ? [] : [leaf.commonName]
      const shown = carried.length > 8 ? [...carried.slice(0, 8), `${carried.length - 8} more`] : carried
      return {
        certainty: 'certain',
        summary: `The certificate is not for ${tlsName}; it names ${shown.length === 0 ? 'nobody' : list(shown)}.`,
      }
    }),
}
