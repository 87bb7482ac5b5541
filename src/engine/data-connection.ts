import type { Socket } from 'node:net'
import type { Ending } from '../model/cell.js'
import { handshake, type HandshakeOutcome } from '../tls/handshake.js'
import type { TlsLink } from '../tls/link.js'
import { contentType } from '../tls/record-reader.js'
import { Changes } from './changes.js'
import type { EngineContext } from './context.js'
import { noteHandshake, noteRecord } from './note-tls.js'
import { discard, StreamEar } from './stream-ear.js'
import type { Recorder } from './transcript.js'

/** How the TLS of a data connection is to be opened. */
export interface DataHello {
  readonly serverName?: string
  readonly version?: 'TLSv1.2' | 'TLSv1.3'
  readonly session?: Buffer
}

/**
 * One data connection, after TCP stands. It starts by listening in clear, without a word; `sayHello` turns it into TLS
 * on the same TCP connection. Bytes are counted and not kept, but for the first few.
 */
export class DataConnection {
  readonly #context: EngineContext
  readonly #raw: Socket
  #link: TlsLink | undefined
  #rawEnding: Ending | undefined
  #bytes = 0
  #cut = false
  #head = Buffer.alloc(0)
  #isHeadNoted = false
  #helloMet: HandshakeOutcome | undefined
  #lastActivity: number
  readonly #changes = new Changes()
  readonly #ear = new StreamEar({
    data: chunk => this.#receive(chunk),
    end: () => this.#end(this.#link?.ending() ?? 'end'),
    reset: () => this.#end('rst'),
  })

  constructor(
    context: EngineContext,
    raw: Socket,
    readonly recorder: Recorder,
    readonly maxBytes: number,
  ) {
    this.#context = context
    this.#raw = raw
    this.#lastActivity = context.clock.now()
    recorder.addresses({
      local: `${raw.localAddress ?? ''}:${raw.localPort ?? 0}`,
      // A proxy's own address says nothing of where it connected to.
      ...(context.proxy === undefined ? { remote: `${raw.remoteAddress ?? ''}:${raw.remotePort ?? 0}` } : {}),
    })
    this.#ear.attach(raw)
  }

  get bytes(): number {
    return this.#bytes
  }

  /** What came first: for a look at its form, never to be shown. */
  get head(): Buffer {
    return this.#head
  }

  /** We stopped reading: the listing is over the bound. */
  get cut(): boolean {
    return this.#cut
  }

  /** How it ended; undefined while it stands. A RST that shows itself only behind our own close_notify may be its answer: `end`. */
  get ending(): Ending | undefined {
    return this.#rawEnding === 'fin' && this.#link?.ending() === 'rst' ? 'end' : this.#rawEnding
  }

  get link(): TlsLink | undefined {
    return this.#link
  }

  /** The outcome of our hello, when one was said. */
  get helloMet(): HandshakeOutcome | undefined {
    return this.#helloMet
  }

  /** An alert came although no hello was said: TLS, not data. */
  get isAlert(): boolean {
    return this.#link === undefined && beginsAlert(this.#head)
  }

  /** A ClientHello came: the server takes the part of the TLS client, which is ours (RFC 4217 §7). */
  get isHello(): boolean {
    return this.#link === undefined && beginsHello(this.#head)
  }

  /** Clock reading of the last byte or change. */
  get lastActivity(): number {
    return this.#lastActivity
  }

  changed(): ReturnType<Changes['next']> {
    return this.#changes.next()
  }

  /** Becomes the TLS client, in passive and in active mode (RFC 4217 §7). */
  async sayHello(hello: DataHello, signal: AbortSignal): Promise<HandshakeOutcome> {
    const { clock, limits, trust } = this.#context
    this.#ear.detach()
    const outcome = await handshake({
      raw: this.#raw,
      ...(hello.serverName === undefined ? {} : { serverName: hello.serverName }),
      ...(hello.session === undefined ? {} : { session: hello.session }),
      secureContext: trust.context(
        hello.version === undefined ? {} : { minVersion: hello.version, maxVersion: hello.version },
      ),
      deadlineMs: limits.deadlines.hello,
      clock,
      signal,
      onRecord: noteRecord(this.recorder),
    })
    this.#helloMet = outcome
    noteHandshake(this.recorder, outcome)
    this.#lastActivity = clock.now()
    if (outcome.is === 'done') {
      this.#link = outcome.link
      this.#ear.attach(outcome.link.socket)
    } else {
      if (outcome.is === 'clear-text') this.#bytes += outcome.bytes.length
      this.#end(outcome.is === 'rst' ? 'rst' : 'end')
    }
    return outcome
  }

  /** Whatever ends it from now on, it was we who waited no longer. */
  giveUp(): void {
    this.#end('deadline')
  }

  /** Our own end (close_notify under TLS, FIN in clear), then a short wait for the server's: a port that it still holds would disturb the next way. */
  async finish(): Promise<void> {
    const { clock, limits, signal } = this.#context
    const stream = this.#link?.socket ?? this.#raw
    if (!stream.destroyed && this.#rawEnding !== 'rst' && !signal.aborted) {
      await new Promise<void>(resolve => {
        const done = (): void => {
          cancel()
          signal.removeEventListener('abort', done)
          resolve()
        }
        const cancel = clock.after(limits.deadlines.close, done)
        signal.addEventListener('abort', done, { once: true })
        this.#raw.once('close', done)
        stream.end()
      })
    }
    this.destroy()
  }

  destroy(): void {
    this.#ear.detach()
    this.#end(this.#cut ? 'cut-by-us' : 'deadline')
    discard(this.#link?.socket)
    discard(this.#raw)
  }

  #receive(chunk: Buffer): void {
    this.#keepHead(chunk)
    if (this.#link === undefined) this.recorder.count('in', chunk.length)
    this.#bytes += chunk.length
    this.#lastActivity = this.#context.clock.now()
    if (this.#bytes > this.maxBytes) {
      this.#cut = true
      this.destroy()
    }
    this.#changes.tell()
  }

  /** Collects what comes first, until it is long enough that a password in it cannot be cut in two. */
  #keepHead(chunk: Buffer): void {
    if (this.#isHeadNoted) return
    this.#head = Buffer.concat([this.#head, chunk.subarray(0, this.#context.limits.headBytes)])
    if (this.#head.length >= this.#context.limits.headBytes) this.#noteHead()
  }

  #noteHead(): void {
    if (this.#isHeadNoted || this.#head.length === 0) return
    this.#isHeadNoted = true
    const bytes = firstBytes(this.#head, this.#context)
    this.recorder.note('receive', { bytes, dropped: Math.max(0, this.#head.length - bytes.length) })
  }

  #end(how: Ending | 'open'): void {
    if (this.#rawEnding !== undefined) return
    this.#noteHead()
    this.#rawEnding = how === 'open' ? 'end' : how
    this.#lastActivity = this.#context.clock.now()
    this.recorder.note(how === 'rst' ? 'rst' : 'end', { text: `${this.#rawEnding}, ${this.#bytes} bytes` })
    this.#changes.tell()
  }
}

/** The header of an alert record (RFC 8446 §5.1). */
function beginsAlert(head: Buffer): boolean {
  return head[0] === contentType.alert && head[1] === 3
}

/** The header of a handshake record, and in it that of a ClientHello (RFC 8446 §4, §5.1). */
function beginsHello(head: Buffer): boolean {
  return head[0] === contentType.handshake && head[1] === 3 && head[5] === clientHello
}

const clientHello = 1

/** What repeats a password is cut out before the rest is cut short: half a password is one too many. */
function firstBytes(head: Buffer, { limits, transcript }: EngineContext): Buffer {
  return transcript.redactor.bytes(head).subarray(0, limits.firstBytesKept)
}
