import { versionNumbers, type HelloVersion } from './hello-versions.js'
import { olderSuites, suitesOf13 } from './suites.js'

export interface OfferedHello {
  /** The highest version that it offers. */
  readonly offers: HelloVersion
  /** For SNI (RFC 6066 §3): a DNS name in ASCII. */
  readonly serverName?: string
  /** 96 bytes nobody can guess: client random, session id, key share. */
  readonly random: Buffer
  /** From TLS 1.2 on: padded to so many bytes, record header included (RFC 7685), so that two offers differ in no other way. */
  readonly size?: number
}

/**
 * One ClientHello as it goes over the wire, for versions that Node's OpenSSL does not speak any more. It is for seeing what is
 * answered: nobody can finish a handshake with it. SSLv3 has no extensions (RFC 6101 §5.6.1.2), SSLv2 a form of its own.
 */
export function clientHello(hello: OfferedHello): Buffer {
  if (hello.offers === 'SSLv2') return ssl2Hello(hello.random)
  const bare = written(hello, extensionsOf(hello))
  if (hello.size === undefined || !hasPadding(hello.offers)) return bare
  const missing = hello.size - bare.length - extensionHeader
  if (missing < 0) throw new RangeError(`a hello of ${bare.length} bytes cannot be made one of ${hello.size}`)
  return written(hello, [...extensionsOf(hello), extension(21, Buffer.alloc(missing))])
}

/** In front of what an extension holds: its type and its length. */
const extensionHeader = 4

/** Older servers would have to know extensions to pass it over. */
function hasPadding(offers: HelloVersion): boolean {
  return offers === 'TLSv1.2' || offers === 'TLSv1.3'
}

function written(hello: OfferedHello, extensions: readonly Buffer[]): Buffer {
  const is13 = hello.offers === 'TLSv1.3'
  const legacy = is13 ? versionNumbers['TLSv1.2'] : versionNumbers[hello.offers]
  const suites = [...(is13 ? suitesOf13 : []), ...olderSuites, renegotiationInfo]
  const body = Buffer.concat([
    uint16(legacy),
    hello.random.subarray(0, 32),
    // A session id makes TLS 1.3 look like what boxes between know (RFC 8446 §D.4).
    vector8(is13 ? hello.random.subarray(32, 64) : Buffer.alloc(0)),
    vector16(Buffer.concat(suites.map(uint16))),
    vector8(Buffer.from([0])),
    ...(extensions.length === 0 ? [] : [vector16(Buffer.concat(extensions))]),
  ])
  const message = Buffer.concat([Buffer.from([1, 0]), vector16(body)])
  const record = hello.offers === 'SSLv3' ? versionNumbers.SSLv3 : versionNumbers.TLSv1
  return Buffer.concat([Buffer.from([22]), uint16(record), vector16(message)])
}

/** TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746 §3.3): a suite that is none. */
const renegotiationInfo = 0x00ff

function extensionsOf({ offers, serverName, random }: OfferedHello): readonly Buffer[] {
  if (offers === 'SSLv3') return []
  const name = serverName === undefined ? [] : [extension(0, vector16(nameEntry(serverName)))]
  const elliptic = [
    // x25519, secp256r1, secp384r1, secp521r1 (RFC 8422 §5.1.1), and uncompressed points.
    extension(10, vector16(Buffer.concat([0x001d, 0x0017, 0x0018, 0x0019].map(uint16)))),
    extension(11, vector8(Buffer.from([0]))),
  ]
  if (!hasPadding(offers)) return [...name, ...elliptic]
  const signatures = extension(13, vector16(Buffer.concat(signatureAlgorithms.map(uint16))))
  const usual = [
    ...name,
    ...elliptic,
    extension(23, Buffer.alloc(0)),
    extension(35, Buffer.alloc(0)),
    signatures,
  ]
  return offers === 'TLSv1.2' ? usual : [...usual, ...extensionsOf13(random)]
}

/** ECDSA, Ed25519, RSA-PSS and RSA, down to SHA-1 (RFC 8446 §4.2.3). */
const signatureAlgorithms: readonly number[] = [
  ...[0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806],
  ...[0x0401, 0x0501, 0x0601, 0x0203, 0x0201],
]

/** TLS 1.3 and 1.2; PSK with (EC)DHE; any 32 bytes are a key of x25519 (RFC 7748 §5). */
function extensionsOf13(random: Buffer): readonly Buffer[] {
  const versions = [versionNumbers['TLSv1.3'], versionNumbers['TLSv1.2']]
  const share = Buffer.concat([uint16(0x001d), vector16(random.subarray(64, 96))])
  return [
    extension(43, vector8(Buffer.concat(versions.map(uint16)))),
    extension(45, vector8(Buffer.from([1]))),
    extension(51, vector16(share)),
  ]
}

function nameEntry(name: string): Buffer {
  return Buffer.concat([Buffer.from([0]), vector16(Buffer.from(name, 'ascii'))])
}

/** CLIENT-HELLO of SSLv2 with its seven kinds of cipher, and a challenge of 16 bytes. */
function ssl2Hello(random: Buffer): Buffer {
  const kinds = [0x010080, 0x020080, 0x030080, 0x040080, 0x050080, 0x060040, 0x0700c0]
  const challenge = random.subarray(0, 16)
  const ciphers = Buffer.concat(kinds.map(kind => Buffer.from([kind >> 16, (kind >> 8) & 255, kind & 255])))
  const body = Buffer.concat([
    Buffer.from([1]),
    ...[versionNumbers.SSLv2, ciphers.length, 0, challenge.length].map(uint16),
    ciphers,
    challenge,
  ])
  return Buffer.concat([uint16(0x8000 | body.length), body])
}

function extension(type: number, content: Buffer): Buffer {
  return Buffer.concat([uint16(type), vector16(content)])
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255])
}

/** With its length in one byte before it. */
function vector8(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([content.length]), content])
}

/** With its length in two bytes before it. */
function vector16(content: Buffer): Buffer {
  return Buffer.concat([uint16(content.length), content])
}
