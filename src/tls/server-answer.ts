import { alert, type Alert } from './alert.js'
import { versionOf, type HelloVersion } from './hello-versions.js'
import { suiteName } from './suites.js'

/** What the first bytes behind a ClientHello are. */
export type ServerAnswer =
  /** The server chose. SSLv2 leaves the choice of the cipher to the client. */
  | { readonly is: 'server-hello'; readonly version: HelloVersion; readonly suite?: string }
  | ({ readonly is: 'alert' } & Alert)
  | { readonly is: 'clear-text'; readonly bytes: Buffer }
  /** A record that holds neither of the two, or a version that nobody knows. */
  | { readonly is: 'unreadable'; readonly bytes: Buffer }

/**
 * Reads what answered a ClientHello; undefined as long as more has to come. Alerts that are only warnings are passed over
 * (RFC 6066 §3: unrecognized_name). Total: every sequence of bytes has an answer.
 */
export function readAnswer(bytes: Buffer): ServerAnswer | undefined {
  if (bytes.length < 3) return bytes.length > 0 && !mayBegin(bytes) ? clearText(bytes) : undefined
  if (isSsl2(bytes)) return ssl2Answer(bytes)
  if (!mayBegin(bytes)) return clearText(bytes)
  let handshake = Buffer.alloc(0)
  for (let at = 0; ;) {
    if (bytes.length < at + headerLength) return undefined
    const type = bytes.readUInt8(at)
    const length = bytes.readUInt16BE(at + 3)
    const content = bytes.subarray(at + headerLength, at + headerLength + length)
    if (type === handshakeType) {
      handshake = Buffer.concat([handshake, content])
      const answer = serverHello(handshake)
      if (answer !== undefined) return answer
    } else if (type !== alertType || length < 2) return { is: 'unreadable', bytes }
    if (content.length < length) return undefined
    if (type === alertType && content.readUInt8(0) !== warning)
      return { is: 'alert', ...alert(content.readUInt8(1)) }
    at += headerLength + length
    if (at === bytes.length) return undefined
    if (!mayBegin(bytes.subarray(at))) return clearText(bytes.subarray(at))
  }
}

const headerLength = 5
const alertType = 21
const handshakeType = 22
const warning = 1

/** As many of the first two bytes as there are: a record of SSLv3 or later, or a message of SSLv2. */
function mayBegin(bytes: Buffer): boolean {
  const type = bytes.readUInt8(0)
  if (type >= 0x80) return bytes.length < 3 || isSsl2(bytes)
  return type >= 20 && type <= 24 && (bytes.length < 2 || bytes.readUInt8(1) === 3)
}

function clearText(bytes: Buffer): ServerAnswer {
  return { is: 'clear-text', bytes }
}

const ssl2ServerHello = 4
const ssl2Error = 0

/** Two bytes of length, the highest bit set, and SERVER-HELLO or ERROR. */
function isSsl2(bytes: Buffer): boolean {
  return bytes.readUInt8(0) >= 0x80 && [ssl2ServerHello, ssl2Error].includes(bytes.readUInt8(2))
}

/** SERVER-HELLO: its type, whether the session is known, the kind of certificate, the version. */
function ssl2Answer(bytes: Buffer): ServerAnswer | undefined {
  if (bytes.readUInt8(2) === ssl2Error) return { is: 'unreadable', bytes }
  if (bytes.length < 7) return undefined
  return versionOf(bytes.readUInt16BE(5)) === 'SSLv2'
    ? { is: 'server-hello', version: 'SSLv2' }
    : { is: 'unreadable', bytes }
}

/** Of the handshake message: its type and length, the version, the random. */
const fixed = 4 + 2 + 32

/** ServerHello (RFC 5246 §7.4.1.3), a HelloRetryRequest included, which has its form (RFC 8446 §4.1.4). */
function serverHello(message: Buffer): ServerAnswer | undefined {
  if (message.length > 0 && message.readUInt8(0) !== 2) return { is: 'unreadable', bytes: message }
  if (message.length < 4) return undefined
  const whole = message.subarray(0, 4 + message.readUIntBE(1, 3))
  if (whole.length < 4 + message.readUIntBE(1, 3)) return undefined
  const suiteAt = fixed + 1 + (whole.length > fixed ? whole.readUInt8(fixed) : 0)
  if (whole.length < suiteAt + 3) return { is: 'unreadable', bytes: message }
  const version = versionOf(chosenVersion(whole.subarray(suiteAt + 3)) ?? whole.readUInt16BE(4))
  return version === undefined
    ? { is: 'unreadable', bytes: message }
    : { is: 'server-hello', version, suite: suiteName(whole.readUInt16BE(suiteAt)) }
}

/** In TLS 1.3 the version stands in an extension (RFC 8446 §4.2.1). */
function chosenVersion(extensions: Buffer): number | undefined {
  for (let at = 2; at + 4 <= extensions.length;) {
    const length = extensions.readUInt16BE(at + 2)
    if (extensions.readUInt16BE(at) === 43 && length === 2 && at + 6 <= extensions.length)
      return extensions.readUInt16BE(at + 4)
    at += 4 + length
  }
  return undefined
}
