import type { SentCertificate } from '../../../probes/certificate.js'

/** What products ship, or make of themselves where nobody gave them a certificate: by a field of the subject, word for word. */
interface Sample {
  readonly of: string
  readonly field: 'CN' | 'O'
  readonly value: RegExp
}

/** Each as seen in scans of such servers, or in the file that makes it. */
const samples: readonly Sample[] = [
  // FileZilla Server 1.5.1 to 1.12.6.
  {
    of: 'FileZilla Server (made when it was set up)',
    field: 'CN',
    value: /^filezilla-server self signed certificate$/i,
  },
  { of: 'Synology DSM', field: 'CN', value: /^synology(?:\.com)?$/i },
  { of: 'Synology DSM', field: 'O', value: /^Synology Inc\.$/i },
  { of: 'Plesk', field: 'CN', value: /^(?:Plesk|Parallels Panel)$/i },
  // Windows: the management service of IIS, WMSvc-HOST and WMSvc-SHA2-HOST.
  { of: 'the management service of IIS', field: 'CN', value: /^WMSvc-/i },
  // The post-install script of mod_ssl in Red Hat's packages.
  { of: 'mod_ssl in Red Hat and CentOS', field: 'O', value: /^SomeOrganization$/ },
  // mod_ssl's own, from 1998 on, and what was copied from it.
  { of: 'mod_ssl (Snake Oil)', field: 'O', value: /^Snake Oil, Ltd\.?$/i },
  // What openssl req proposes, unless openssl.cnf was changed; Red Hat changed it.
  { of: 'openssl req, with what it proposes', field: 'O', value: /^Internet Widgits Pty Ltd$/ },
  { of: 'openssl req of Red Hat, with what it proposes', field: 'O', value: /^Default Company Ltd$/ },
  // generate_cert.go of Go's crypto/tls.
  { of: "Go's generate_cert.go, an example", field: 'O', value: /^Acme Co$/ },
]

/** The fields of a subject such as `C=XX, O=Default Company Ltd`; a comma in a value does not end it. */
function fieldsOf(subject: string): readonly (readonly [name: string, value: string])[] {
  return subject
    .split(/, (?=[A-Za-z0-9.]+=)/)
    .map(field => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)] as const)
}

/** Whose default this certificate is; undefined where nothing tells. */
export function sampleOf({ subject }: Pick<SentCertificate, 'subject'>): string | undefined {
  const fields = fieldsOf(subject)
  return samples.find(({ field, value }) =>
    fields.some(([name, text]) => name === field && value.test(text.trim())),
  )?.of
}

const nobody =
  /^(?:localhost(?:\.localdomain)?|localhost4|localhost6|example\.(?:com|org|net)|(?:www|ftp)\.example\.(?:com|org|net)|hostname|server|test|sample|default|changeme|my-?server)$/i

/** Made for no name that anybody could connect by: `localhost`, `example.com`. */
export function isForNobody({ names, commonName }: Pick<SentCertificate, 'names' | 'commonName'>): boolean {
  const dns = names.filter(name => name.startsWith('dns:')).map(name => name.slice('dns:'.length))
  const addresses = names.filter(name => name.startsWith('ip:'))
  const all = dns.length > 0 || addresses.length > 0 ? dns : commonName === undefined ? [] : [commonName]
  const areOurs = addresses.every(name => /^ip:(?:127\.|::1$)/.test(name))
  return all.length > 0 && areOurs && all.every(name => nobody.test(name))
}
