import { createDecipheriv, createHmac, type CipherGCMTypes } from 'node:crypto'

/** One sealed TLS 1.3 record and what is needed to open it. */
export interface SealedRecord {
  /** The whole record, header included. */
  readonly record: Buffer
  /** OpenSSL's name of the suite. */
  readonly cipher: string
  /** SERVER_TRAFFIC_SECRET_0 from Node's 'keylog' event. */
  readonly secret: Buffer
  /** How many records of type 23 have come, this one included. */
  readonly dataRecords: number
}

interface Suite {
  readonly algorithm: CipherGCMTypes | 'chacha20-poly1305'
  readonly hash: 'sha256' | 'sha384'
  readonly keyLength: number
}

const suites: Readonly<Partial<Record<string, Suite>>> = {
  TLS_AES_128_GCM_SHA256: { algorithm: 'aes-128-gcm', hash: 'sha256', keyLength: 16 },
  TLS_AES_256_GCM_SHA384: { algorithm: 'aes-256-gcm', hash: 'sha384', keyLength: 32 },
  TLS_CHACHA20_POLY1305_SHA256: { algorithm: 'chacha20-poly1305', hash: 'sha256', keyLength: 32 },
}

const headerLength = 5
const tagLength = 16
/** Records of the server's flight are of type 23 too, but counted under other keys: few, unless each is tiny. */
const flightAtMost = 64
/** Key updates start the count anew; looked for this far. No FTP server seen makes one. */
const keyUpdatesAtMost = 3
const recordsAfterUpdate = 1024

/**
 * Whether the record is a close_notify. TLS 1.3 gives alerts the outer type of data (RFC 8446 §5.2), so one of 2
 * bytes looks like the other: the record is opened, and its tag proves the keys. Undefined when it cannot be.
 */
export function isCloseNotify(sealed: SealedRecord): boolean | undefined {
  const suite = suites[sealed.cipher]
  if (!suite || sealed.record.length < headerLength + tagLength + 1) return undefined
  const plain = open(sealed, suite)
  if (!plain) return undefined
  let end = plain.length - 1
  while (end > 0 && plain[end] === 0) end -= 1
  return plain[end] === 21 && end === 2 && plain[1] === 0
}

function open({ record, secret, dataRecords }: SealedRecord, suite: Suite): Buffer | undefined {
  const last = dataRecords - 1
  const first = openFrom(record, secret, suite, last, Math.max(0, last - flightAtMost))
  let next = secret
  for (let update = 0; !first && update < keyUpdatesAtMost; update += 1) {
    next = expandLabel(suite, next, 'traffic upd', secret.length)
    const found = openFrom(record, next, suite, Math.min(last, recordsAfterUpdate), 0)
    if (found) return found
  }
  return first
}

/** Tries the sequence numbers downwards; the right one is near the top. */
function openFrom(
  record: Buffer,
  secret: Buffer,
  suite: Suite,
  from: number,
  to: number,
): Buffer | undefined {
  const key = expandLabel(suite, secret, 'key', suite.keyLength)
  const iv = expandLabel(suite, secret, 'iv', 12)
  for (let sequence = from; sequence >= to; sequence -= 1) {
    const plain = unseal(record, suite, key, nonce(iv, sequence))
    if (plain) return plain
  }
  return undefined
}

/** RFC 8446 §5.3: the initial vector, exclusive-or the sequence number; 32 bits of it are 64 TiB. */
function nonce(iv: Buffer, sequence: number): Buffer {
  const made = Buffer.from(iv)
  const at = made.length - 4
  made.writeUInt32BE((made.readUInt32BE(at) ^ sequence) >>> 0, at)
  return made
}

function unseal(record: Buffer, suite: Suite, key: Buffer, iv: Buffer): Buffer | undefined {
  // The cast: Node's types list the GCM names apart, and both take the same options.
  const algorithm = suite.algorithm as CipherGCMTypes
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagLength })
  decipher.setAAD(record.subarray(0, headerLength))
  decipher.setAuthTag(record.subarray(-tagLength))
  try {
    return Buffer.concat([decipher.update(record.subarray(headerLength, -tagLength)), decipher.final()])
  } catch {
    return undefined
  }
}

/** HKDF-Expand-Label without context, for at most one block of the hash (RFC 8446 §7.1, RFC 5869 §2.3). */
function expandLabel({ hash }: Suite, secret: Buffer, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`)
  const lead = Buffer.from([0, length, name.length])
  const block = createHmac(hash, secret)
    .update(lead)
    .update(name)
    .update(Buffer.from([0, 1]))
    .digest()
  return block.subarray(0, length)
}
