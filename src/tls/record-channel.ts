import type net from 'node:net'
import { Duplex } from 'node:stream'
import { clearTextKept, contentType, RecordReader, type RecordHeader } from './record-reader.js'

export interface SeenRecord extends RecordHeader {
  readonly direction: 'in' | 'out'
}

/** As much of a clock as TLS needs. */
export interface Timer {
  now(): number
  after(ms: number, then: () => void): () => void
}

export interface RecordChannelOptions {
  readonly clock: Timer
  /** Bytes that were received already and belong to the stream. */
  readonly head?: Buffer
  readonly onRecord?: (record: SeenRecord) => void
}

export type RawEnd = 'open' | 'fin' | 'rst'

/**
 * Sits between Node's TLS and the socket and reads the record headers that pass, since Node shows close_notify,
 * a bare FIN and a FIN inside a record as the same 'end' (seen in Node 20.20). No byte is changed, and only a reply
 * in clear text is held, until its first line is whole or half a second over: TLS ends the connection at its first byte, and vsftpd 3.0.3
 * writes its last word ("500 OOPS: ", the reason, the line end) in three pieces.
 *
 * The raw socket must be made with `allowHalfOpen: true`. A FIN reaches TLS only after TLS has taken every byte
 * before it, and the raw socket's close destroys nothing that can still be read. The channel is half-open too:
 * the TLSSocket above inherits that, so its owner calls `end()` on 'end' to answer a close_notify.
 */
export class RecordChannel extends Duplex {
  readonly raw: net.Socket
  readonly #in: RecordReader
  readonly #out: RecordReader
  readonly #clock: Timer
  #bytesIn = 0
  #bytesOut = 0
  #rawEnd: RawEnd = 'open'
  #rawEndSettled = false
  #alert: { level: number; description: number } | undefined
  #held: Buffer[] = []
  #stopHolding: (() => void) | undefined

  constructor(raw: net.Socket, options: RecordChannelOptions) {
    super({ allowHalfOpen: true, autoDestroy: true, emitClose: true })
    const { head, onRecord } = options
    this.raw = raw
    this.#clock = options.clock
    this.#in = new RecordReader(header => onRecord?.({ direction: 'in', ...header }))
    this.#out = new RecordReader(header => onRecord?.({ direction: 'out', ...header }))
    if (head && head.length > 0) this.#receive(head)
    raw.on('data', this.#onData).on('end', this.#onEnd).on('error', this.#onError).on('close', this.#onClose)
    if (raw.readableEnded) this.#onEnd()
    if (raw.destroyed) this.#wasDestroyed()
  }

  /** Up to 512 bytes from where the stream stopped being TLS records; undefined as long as it is. */
  get clearText(): Buffer | undefined {
    return this.#in.clearText
  }

  get bytesIn(): number {
    return this.#bytesIn
  }

  get bytesOut(): number {
    return this.#bytesOut
  }

  /**
   * How the peer ended the TCP stream so far. Node shows a RST that comes together with the last data as a FIN;
   * the first write behind it tells (seen on Linux: accepted after a FIN, ECONNRESET or EPIPE at once after a RST).
   */
  get rawEnd(): RawEnd {
    return this.#rawEnd
  }

  /** Whether the bytes received so far end inside a record. */
  get midRecord(): boolean {
    return this.#in.midRecord
  }

  /** Header of the last whole record received. */
  get lastHeader(): RecordHeader | undefined {
    return this.#in.last
  }

  /** The last whole record received, header included. */
  get lastIn(): Buffer | undefined {
    return this.#in.lastBytes()
  }

  /** Whole records of type 23 received. */
  get dataRecordsIn(): number {
    return this.#in.dataRecords
  }

  /** The server asked for our certificate, in a handshake that can be read: one of TLS 1.2 (RFC 5246 §7.4.4). */
  get asksForCertificate(): boolean {
    return this.#in.messages.asksForCertificate
  }

  /** The last alert that was received in clear. */
  get alert(): { readonly level: number; readonly description: number } | undefined {
    return this.#alert
  }

  readonly #onData = (chunk: Buffer) => {
    if (!this.#receive(chunk)) this.raw.pause()
  }

  readonly #onEnd = () => {
    if (this.#rawEnd === 'open') this.#rawEnd = 'fin'
    this.#release()
    this.push(null)
  }

  readonly #onError = (error: NodeJS.ErrnoException) => {
    this.#noteError(error)
    this.destroy(error)
  }

  /** After a FIN all that was received can still be read; without one somebody destroyed the socket. */
  readonly #onClose = () => {
    if (this.#rawEnd === 'open') this.destroy()
  }

  /** The socket died before the channel was made. */
  #wasDestroyed(): void {
    const error = this.raw.errored
    if (error) this.#noteError(error)
    if (this.#rawEnd !== 'fin') process.nextTick(() => this.destroy(error ?? undefined))
  }

  #receive(chunk: Buffer): boolean {
    this.#bytesIn += chunk.length
    const tlsBytes = this.#in.feed(chunk)
    this.#noteAlert()
    if (!beginsReply(this.clearText)) {
      this.#release()
      return this.push(chunk)
    }
    if (tlsBytes > 0) this.push(chunk.subarray(0, tlsBytes))
    this.#held.push(chunk.subarray(tlsBytes))
    this.#stopHolding ??= this.#clock.after(restOfLineMs, () => this.#release())
    return true
  }

  #release(): void {
    this.#stopHolding?.()
    this.#stopHolding = undefined
    for (const chunk of this.#held.splice(0)) this.push(chunk)
  }

  /** An alert of two bytes cannot be encrypted. */
  #noteAlert(): void {
    const { last } = this.#in
    if (last?.type !== contentType.alert || last.length !== 2) return
    const record = this.#in.lastBytes()
    if (record) this.#alert = { level: record.readUInt8(5), description: record.readUInt8(6) }
  }

  #noteError(error: NodeJS.ErrnoException): void {
    if (this.#rawEndSettled || !resetCodes.has(error.code ?? '')) return
    this.#rawEnd = 'rst'
    this.#rawEndSettled = true
  }

  override _read(): void {
    this.raw.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#bytesOut += chunk.length
    this.#out.feed(chunk)
    const behindFin = this.#rawEnd === 'fin'
    this.raw.write(chunk, error => {
      // What fails after one accepted write is the peer's answer to that write, not how it ended.
      if (behindFin && !error) this.#rawEndSettled = true
      // Node calls back first, and once we are destroyed the socket's own 'error' does not come any more.
      if (error) this.#noteError(error)
      done(error)
    })
  }

  override _final(done: (error?: Error | null) => void): void {
    if (this.raw.destroyed || this.raw.writableEnded) done()
    // An error on the way shows as the raw socket's own.
    else this.raw.end(() => done())
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const { raw } = this
    this.#stopHolding?.()
    raw.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onClose)
    if (raw.closed) {
      done(error)
      return
    }
    raw.once('close', () => done(error))
    raw.destroy()
  }
}

/** For the rest of a reply's first line. */
const restOfLineMs = 500

/** Whether these bytes may become the first line of an FTP reply and are not yet whole. */
function beginsReply(clear: Buffer | undefined): boolean {
  if (clear === undefined || clear.length >= clearTextKept) return false
  return /^(\d{1,3}|\d{3}[ -][^\n]*)$/.test(clear.toString('latin1'))
}

const resetCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])
