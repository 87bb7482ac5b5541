import { generateKeyPairSync, sign } from 'node:crypto'

/** A key and a certificate that nobody trusts, for a TLS server that only this program will meet. */
export interface PracticeCertificate {
  readonly key: string
  readonly cert: string
}

const tag = { integer: 0x02, bits: 0x03, oid: 0x06, utcTime: 0x17, sequence: 0x30 } as const
const ecdsaWithSha256 = Buffer.from('2a8648ce3d040302', 'hex')

/** A fresh P-256 key and the shortest certificate for it (RFC 5280 §4.1, version 1, without names). */
export function practiceCertificate(): PracticeCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(tag.sequence, der(tag.oid, ecdsaWithSha256))
  const nobody = der(tag.sequence)
  const facts = der(
    tag.sequence,
    der(tag.integer, Buffer.from([1])),
    algorithm,
    nobody,
    der(tag.sequence, time('200101000000Z'), time('491231235959Z')),
    nobody,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = der(tag.bits, Buffer.from([0]), sign('sha256', facts, privateKey))
  const base64 = der(tag.sequence, facts, algorithm, signature).toString('base64')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  }
}

function time(text: string): Buffer {
  return der(tag.utcTime, Buffer.from(text))
}

/** One element of DER (X.690 §8.1), of less than 64 KiB. */
function der(type: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([type, ...size]), body])
}
