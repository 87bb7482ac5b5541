/** What is common (RFC 8017 §A.2.4, RFC 5758, RFC 8410), and what is weak (RFC 6194, RFC 6151). */
const names: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.3.14.3.2.29': 'sha1WithRSAEncryption',
  '1.2.840.10040.4.3': 'dsa-with-sha1',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.113549.1.1.10': 'rsassaPss',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'Ed25519',
}

/**
 * By what a certificate was signed (RFC 5280 §4.1.1.2), which Node 20 does not tell: OpenSSL's name of it, or the object identifier in
 * digits; undefined where the bytes are no certificate.
 */
export function signatureAlgorithm(der: Buffer): string | undefined {
  try {
    const certificate = elementAt(der, 0)
    const signed = elementAt(der, certificate.from)
    const algorithm = elementAt(der, signed.to)
    const { tag, from, to } = elementAt(der, algorithm.from)
    if (tag !== objectIdentifier) return undefined
    const digits = identifierOf(der.subarray(from, to))
    return names[digits] ?? digits
  } catch {
    return undefined
  }
}

const objectIdentifier = 6

/** One element of DER (X.690 §8.1): where its content begins, and ends. */
function elementAt(
  der: Buffer,
  at: number,
): { readonly tag: number; readonly from: number; readonly to: number } {
  const first = der.readUInt8(at + 1)
  const isLong = first > 0x7f
  const more = isLong ? first & 0x7f : 0
  const from = at + 2 + more
  const length = isLong ? der.readUIntBE(at + 2, more) : first
  return { tag: der.readUInt8(at), from, to: from + length }
}

/** X.690 §8.19: seven bits a byte, and two numbers in the first. */
function identifierOf(content: Buffer): string {
  const numbers: number[] = []
  let number = 0
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f)
    if (byte > 0x7f) continue
    numbers.push(number)
    number = 0
  }
  const [first = 0, ...rest] = numbers
  const root = Math.min(2, Math.floor(first / 40))
  return [root, first - root * 40, ...rest].join('.')
}
