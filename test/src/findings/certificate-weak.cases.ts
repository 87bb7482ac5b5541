import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { certificate, intermediate, leaf, root, seen } from './support/seen-builder.js'

const strong = { ...leaf, signature: 'sha256WithRSAEncryption' }
const above = { ...intermediate, signature: 'sha256WithRSAEncryption' }
const shows = (chain: (typeof leaf)[], more: Partial<typeof certificate> = {}) =>
  seen({ observations: { certificate: { ...certificate, chain, ...more } } })

export const cases: readonly Case[] = [
  {
    says: 'a short key that our own check takes',
    seen: shows([{ ...strong, keyBits: 1024 }, above]),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      summary: /that of ftp\.partner\.example has a key of 1024 bits \(rsa\)\. Our check took it/,
    },
  },
  {
    says: 'SHA-1, refused by our own check',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [{ ...leaf, signature: 'ecdsa-with-SHA1' }, above],
          problem: 'UNSPECIFIED',
          verified: false,
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: {
      is: 'found',
      severity: 'error',
      ways: 40,
      summary: /signed by ecdsa-with-SHA1\. Clients .* refuse it/,
    },
  },
  {
    says: 'MD5 in the certificate between',
    seen: shows([strong, { ...above, signature: 'md5WithRSAEncryption' }]),
    expect: { is: 'found', summary: /that of Example Intermediate was signed by md5/ },
  },
  {
    says: 'an old self-signed one that was pinned',
    seen: shows([{ ...strong, issuer: leaf.subject, selfSigned: true, keyBits: 1024 }], {
      pinned: true,
      problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    }),
    expect: { is: 'found', severity: 'warning' },
  },
  {
    says: 'a root may have signed itself by SHA-1',
    seen: shows([strong, above, { ...root, signature: 'sha1WithRSAEncryption' }]),
    expect: { is: 'absent' },
  },
  {
    says: 'a curve has short keys',
    seen: shows([{ ...strong, keyType: 'ec', keyBits: 256 }, above]),
    expect: { is: 'absent' },
  },
  {
    says: 'the report of a version that did not write down by what it was signed',
    seen: shows([leaf, intermediate]),
    expect: { is: 'undetermined', reason: /by what the certificate was signed/ },
  },
  undeterminedWhenUnseen,
]
