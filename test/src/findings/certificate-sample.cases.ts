import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { certificate, leaf, seen } from './support/seen-builder.js'

const untrusted = {
  problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  verified: false,
  nameMatches: false,
} as const
/** Signed by itself, for this subject and these names. */
const shows = (subject: string, names: readonly string[] = [], more: Partial<typeof certificate> = {}) => {
  const commonName = /CN=([^,]*)/.exec(subject)?.[1] ?? ''
  const chain = [{ ...leaf, subject, issuer: subject, commonName, names, selfSigned: true }]
  return seen({
    observations: { certificate: { ...certificate, chain, ...untrusted, ...more } },
    cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
  })
}

export const cases: readonly Case[] = [
  {
    says: 'FileZilla Server',
    seen: shows('CN=filezilla-server self signed certificate'),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 40,
      quote: 'CN=filezilla-server self signed certificate',
      summary: /as of FileZilla Server/,
    },
  },
  {
    says: 'openssl req, with a comma in a value',
    seen: shows('C=AU, ST=Some-State, O=Internet Widgits Pty Ltd, CN=a, b'),
    expect: { is: 'found', certainty: 'certain', summary: /openssl req/ },
  },
  {
    says: 'mod_ssl of Red Hat',
    seen: shows('C=--, ST=SomeState, L=SomeCity, O=SomeOrganization, CN=localhost.localdomain'),
    expect: { is: 'found', certainty: 'certain' },
  },
  {
    says: 'localhost, and nobody says who made it',
    seen: shows('CN=localhost', ['dns:localhost', 'ip:127.0.0.1']),
    expect: { is: 'found', certainty: 'likely', wouldProve: /whether somebody made this/ },
  },
  {
    says: 'localhost was asked for',
    seen: shows('CN=localhost', ['dns:localhost'], { nameMatches: true }),
    expect: { is: 'absent' },
  },
  {
    says: 'localhost among names of its own',
    seen: shows('CN=localhost', ['dns:localhost', 'dns:ftp.internal.example']),
    expect: { is: 'absent' },
  },
  {
    says: 'localhost with an address of its own',
    seen: shows('CN=localhost', ['dns:localhost', 'ip:192.0.2.1']),
    expect: { is: 'absent' },
  },
  {
    says: 'a company that bears such a name as a part of its own',
    seen: shows('CN=files.synology-partner.example, O=Acme Consulting'),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
