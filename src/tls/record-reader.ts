import { HandshakeMessages } from './handshake-messages.js'

/** What a TLS record header says: content type (20 to 24) and length of what follows. RFC 8446 §5.1. */
export interface RecordHeader {
  readonly type: number
  readonly length: number
}

export const contentType = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  data: 23,
  heartbeat: 24,
} as const

const headerLength = 5
/** TLS 1.2's bound for a protected record (RFC 5246 §6.2.3); TLS 1.3 allows less. */
const longestRecord = 2 ** 14 + 2048
/** Bytes kept of what is no TLS. */
export const clearTextKept = 512

/**
 * Follows the records of one direction of a TLS connection without changing a byte. The last whole record is
 * kept by reference. The first byte that cannot begin a record ends the parsing: from there it is clear text.
 */
export class RecordReader {
  #header = Buffer.alloc(0)
  #left = 0
  #current: { header: RecordHeader; pieces: Buffer[] } | undefined
  #last: { header: RecordHeader; pieces: readonly Buffer[] } | undefined
  #clear: Buffer | undefined
  #dataRecords = 0
  readonly #messages = new HandshakeMessages()
  readonly #onRecord: (header: RecordHeader) => void

  /** `onRecord` is called when a header is complete, before its content has come. */
  constructor(onRecord: (header: RecordHeader) => void = () => undefined) {
    this.#onRecord = onRecord
  }

  /** Whether the bytes so far end inside a record. */
  get midRecord(): boolean {
    return this.#clear === undefined && (this.#current !== undefined || this.#header.length > 0)
  }

  /** Up to 512 bytes from where the stream stopped being TLS; undefined as long as it is. */
  get clearText(): Buffer | undefined {
    return this.#clear
  }

  /** Whole records of type 23, which carry everything after the hellos in TLS 1.3. */
  get dataRecords(): number {
    return this.#dataRecords
  }

  /** Of the handshake, as far as it is in clear. */
  get messages(): Pick<HandshakeMessages, 'asksForCertificate'> {
    return this.#messages
  }

  get last(): RecordHeader | undefined {
    return this.#last?.header
  }

  /** The last whole record, header included. */
  lastBytes(): Buffer | undefined {
    return this.#last && Buffer.concat(this.#last.pieces)
  }

  /** Returns how much of the chunk is TLS, up to the first byte after the last record that begins none. */
  feed(chunk: Buffer): number {
    let at = 0
    while (at < chunk.length && !this.#clear) {
      const from = at
      at = this.#current ? this.#body(chunk, at) : this.#head(chunk, at)
      if (this.clearText) {
        this.#keepClear(chunk.subarray(at))
        return from
      }
    }
    if (this.#clear) this.#keepClear(chunk)
    return at
  }

  #keepClear(bytes: Buffer): void {
    const kept = this.#clear ?? Buffer.alloc(0)
    if (kept.length < clearTextKept) {
      this.#clear = Buffer.concat([kept, bytes.subarray(0, clearTextKept - kept.length)])
    }
  }

  #head(chunk: Buffer, from: number): number {
    const to = Math.min(chunk.length, from + headerLength - this.#header.length)
    const header = Buffer.concat([this.#header, chunk.subarray(from, to)])
    if (!mayBeginRecord(header)) {
      this.#clear = header
      this.#header = Buffer.alloc(0)
      return to
    }
    this.#header = header
    if (header.length === headerLength) {
      this.#begin({ type: header.readUInt8(0), length: header.readUInt16BE(3) })
    }
    return to
  }

  #begin(header: RecordHeader): void {
    this.#current = { header, pieces: [this.#header] }
    this.#header = Buffer.alloc(0)
    this.#left = header.length
    this.#onRecord(header)
    if (this.#left === 0) this.#finish()
  }

  #body(chunk: Buffer, from: number): number {
    const to = Math.min(chunk.length, from + this.#left)
    this.#current?.pieces.push(chunk.subarray(from, to))
    this.#left -= to - from
    if (this.#left === 0) this.#finish()
    return to
  }

  #finish(): void {
    const type = this.#current?.header.type
    this.#last = this.#current
    this.#current = undefined
    if (type === contentType.data) this.#dataRecords += 1
    else if (type === contentType.changeCipherSpec) this.#messages.seal()
    else if (type === contentType.handshake)
      this.#messages.feed(this.lastBytes()?.subarray(headerLength) ?? Buffer.alloc(0))
  }
}

/** Judges as many of the five bytes as there are. */
function mayBeginRecord(header: Buffer): boolean {
  const type = header.readUInt8(0)
  if (type < contentType.changeCipherSpec || type > contentType.heartbeat) return false
  if (header.length > 1 && header.readUInt8(1) !== 3) return false
  return header.length < headerLength || header.readUInt16BE(3) <= longestRecord
}
