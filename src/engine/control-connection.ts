import type { Socket } from 'node:net'
import type { Reply } from '../model/reply.js'
import type { Failure, Step } from '../model/step.js'
import { normalAddress } from '../net/address.js'
import { encodeCommand, verbOf } from '../protocol/command.js'
import { ReplyParser } from '../protocol/reply-parser.js'
import { handshake, type HandshakeOutcome } from '../tls/handshake.js'
import type { TlsLink } from '../tls/link.js'
import { Changes } from './changes.js'
import type { EngineContext } from './context.js'
import { EngineError, interruptedBy } from './engine-error.js'
import { noteHandshake, noteRecord } from './note-tls.js'
import { replyOf } from './reply-of.js'
import { discard, StreamEar } from './stream-ear.js'
import type { Recorder } from './transcript.js'
import { waitAny } from './wait-any.js'

/** What waiting for a reply brought. `quiet` means that the patience ended, the connection stands. */
export type Heard =
  { readonly is: 'reply'; readonly reply: Reply } | { readonly is: 'quiet' } | { readonly is: 'ended' }

/** How to say hello on this connection. */
export interface Hello {
  readonly serverName?: string
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3'
  readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3'
  readonly ciphers?: string
  readonly session?: Buffer
}

/** How a control connection came about. */
export interface Arrival {
  readonly connectMs: number
  /** Whom a proxy connected us to; the socket's own peer without one. */
  readonly peer?: { readonly address: string; readonly port: number }
}

function peerOf({ remoteAddress = '', remotePort = 0 }: Socket): Required<Arrival>['peer'] {
  return { address: normalAddress(remoteAddress), port: remotePort }
}

/**
 * The control connection (RFC 959 §2.3), in clear or inside TLS. Replies are taken one at a time and only when somebody
 * asks, so that what stands behind a reply (clear bytes glued to 234) is still there to be seen.
 */
export class ControlConnection {
  /** Read while the connection stood: Node forgets them with a RST. Through a proxy it may be a name. */
  readonly peerAddress: string
  readonly peerPort: number
  readonly localAddress: string
  /** What it took until the connection stood. */
  readonly connectMs: number
  readonly #context: EngineContext
  readonly #raw: Socket
  readonly #parser: ReplyParser
  #stream: Socket
  #link: TlsLink | undefined
  #ended: 'fin' | 'rst' | undefined
  #roundTripMs: number
  #lastArrival = 0
  #endReply = false
  #isLeaving = false
  #isPassSent = false
  #firstBytes = Buffer.alloc(0)
  #lastLines: readonly Buffer[] = []
  #lastIsCut = false
  #clearInsideTls: Buffer | undefined
  readonly #changes = new Changes()
  readonly #ear = new StreamEar({
    data: chunk => this.#receive(chunk),
    end: () => this.#end('fin'),
    reset: () => this.#end('rst'),
  })

  constructor(
    context: EngineContext,
    raw: Socket,
    readonly recorder: Recorder,
    { connectMs, peer = peerOf(raw) }: Arrival,
  ) {
    this.#context = context
    this.#raw = raw
    this.connectMs = connectMs
    this.peerAddress = peer.address
    this.peerPort = peer.port
    this.localAddress = normalAddress(raw.localAddress ?? '')
    this.#stream = raw
    this.#roundTripMs = connectMs
    this.#parser = new ReplyParser({ bytes: context.limits.replyBytes, lines: context.limits.replyLines })
    recorder.addresses({ local: this.localAddress, remote: this.peerAddress })
    context.standing.add(this)
    this.#ear.attach(raw)
  }

  get alive(): boolean {
    return this.#ended === undefined
  }

  /** FIN or RST, once the server has ended the connection. */
  get endedBy(): 'fin' | 'rst' | undefined {
    return this.#ended
  }

  get tls(): TlsLink | undefined {
    return this.#link
  }

  /** The quickest answer so far, milliseconds: the best estimate of the path's round trip. */
  get roundTripMs(): number {
    return this.#roundTripMs
  }

  /** The first bytes that came on this connection before TLS. */
  get firstBytes(): Buffer {
    return this.#firstBytes
  }

  /** The lines of the last reply as they came, to read from and never to keep: a secret in them is not cut out. */
  get lastLines(): readonly Buffer[] {
    return this.#lastLines
  }

  /** A secret was cut out of the last reply. */
  get lastIsCut(): boolean {
    return this.#lastIsCut
  }

  /** A secret was cut out of some reply of this run so far. */
  get hasCutReplies(): boolean {
    return this.#context.transcript.redactor.hasCutReplies
  }

  /** The next arrival or end. */
  changed(): ReturnType<Changes['next']> {
    return this.#changes.next()
  }

  /** The server said 421: it is closing the control connection (RFC 959 §5.4). */
  get isLeaving(): boolean {
    return this.#isLeaving
  }

  /** It goes on answering, whatever it said. */
  stays(): true {
    this.#isLeaving = false
    return true
  }

  /** Exactly one reply, if one is complete. */
  take(): Reply | undefined {
    const giveUp = this.#ended !== undefined || this.#endReply
    const wire = this.#parser.take() ?? (giveUp ? this.#parser.end() : undefined)
    if (wire === undefined) return undefined
    this.#endReply = false
    if (wire.code === 421) this.#isLeaving = true
    this.#lastLines = wire.lines
    this.recorder.receivedReply(wire.lines)
    if (this.#stream.isPaused()) this.#stream.resume()
    const { reply, isCut } = replyOf(wire, this.#context.transcript.redactor)
    this.#lastIsCut = isCut
    return this.#cameInClear(wire.lines) ? { ...reply, inClear: true } : reply
  }

  /** Waits at most `patienceMs` for one reply; silence is an answer here, not an error. */
  async hear(patienceMs: number): Promise<Heard> {
    const { clock, signal } = this.#context
    const until = clock.now() + patienceMs
    for (;;) {
      if (signal.aborted) throw interruptedBy(signal)
      const reply = this.take()
      if (reply !== undefined) return { is: 'reply', reply }
      if (!this.alive) return { is: 'ended' }
      const left = until - clock.now()
      if (left <= 0) return { is: 'quiet' }
      await waitAny(this.#context, [this], this.#patience(left))
      if (this.#closedByAnotherCode()) this.#endReply = true
    }
  }

  /** One reply by the deadline, or an `EngineError`. */
  async readReply(step: Step, deadlineMs: number): Promise<Reply> {
    const heard = await this.hear(deadlineMs)
    if (heard.is === 'reply') return heard.reply
    if (heard.is === 'ended') {
      throw new EngineError(step, this.#endAsFailure(), 'the server ended the control connection')
    }
    const begun = this.takeBegun()
    this.recorder.note('deadline', { text: `no reply in ${Math.round(deadlineMs) / 1000} s (${step})` })
    throw new EngineError(step, 'timeout', `no reply in ${Math.round(deadlineMs) / 1000} s`, begun)
  }

  /**
   * What has come of a reply whose end stays away (RFC 959 §4.2), for who has given it up. Behind PASS only whole lines:
   * half a line may end in half a password, which nobody would know to cut out.
   */
  takeBegun(): Reply | undefined {
    if (this.#isPassSent) this.#parser.dropLineBegun()
    this.#endReply = true
    const begun = this.take()
    this.#endReply = false
    return begun
  }

  /** A server of TLS 1.3 may still refuse behind the handshake, with an alert (RFC 8446 §4.4.2.4). */
  #endAsFailure(): Failure {
    if (this.#link?.alert() !== undefined) return 'tls-alert'
    return this.#ended === 'rst' ? 'connection-reset' : 'early-end'
  }

  send(line: string): void {
    const bytes = encodeCommand(line)
    const isPass = verbOf(line) === 'PASS'
    this.#isPassSent ||= isPass
    this.recorder.sent(isPass ? 'PASS ***' : line)
    this.recorder.count('out', bytes.length)
    if (this.alive) this.#stream.write(bytes)
  }

  /** Takes what nobody asked for: left unread, each later reply would be a lie. */
  drain(): void {
    while (this.take() !== undefined);
  }

  /** Sends a command and takes one reply. */
  async command(line: string, step: Step, deadlineMs = this.#context.limits.deadlines.reply): Promise<Reply> {
    this.drain()
    const sent = this.#context.clock.now()
    this.send(line)
    const reply = await this.readReply(step, deadlineMs)
    this.#roundTripMs = Math.min(this.#roundTripMs, this.#context.clock.now() - sent)
    return reply
  }

  /** All clear bytes that nobody has taken. After a 234 there must be none (RFC 4217 §4). */
  takeRest(): Buffer {
    this.#stream.pause()
    const unread = this.#stream.read() as Buffer | null
    return Buffer.concat([this.#parser.rest(), unread ?? Buffer.alloc(0)])
  }

  /** Gives the bare connection away, with what has come on it and was not taken. */
  handOver(): { readonly raw: Socket; readonly head: Buffer } {
    this.#ear.detach()
    return { raw: this.#raw, head: this.takeRest() }
  }

  /** Puts TLS under this connection; from then on commands travel inside. On any other outcome the connection is gone. */
  async startTls(hello: Hello): Promise<HandshakeOutcome> {
    const { clock, signal, limits, trust } = this.#context
    const outcome = await handshake({
      ...this.handOver(),
      ...(hello.serverName === undefined ? {} : { serverName: hello.serverName }),
      ...(hello.session === undefined ? {} : { session: hello.session }),
      secureContext: trust.context({
        ...(hello.minVersion === undefined ? {} : { minVersion: hello.minVersion }),
        ...(hello.maxVersion === undefined ? {} : { maxVersion: hello.maxVersion }),
        ...(hello.ciphers === undefined ? {} : { ciphers: hello.ciphers }),
      }),
      deadlineMs: limits.deadlines.hello,
      clock,
      signal,
      onRecord: noteRecord(this.recorder),
    })
    noteHandshake(this.recorder, outcome)
    if (outcome.is === 'aborted') throw interruptedBy(signal)
    if (outcome.is === 'done') {
      this.#link = outcome.link
      this.#stream = outcome.link.socket
      this.#ear.attach(this.#stream)
    } else {
      // How it ended is in the transcript already, with the handshake.
      this.#ended ??= outcome.is === 'rst' ? 'rst' : 'fin'
      this.#changes.tell()
    }
    return outcome
  }

  /** QUIT, a short wait for the server's end, then ours. Never throws. */
  async close(): Promise<void> {
    const { clock, limits, signal } = this.#context
    if (this.alive) {
      this.send('QUIT')
      const until = clock.now() + limits.deadlines.close
      while (this.endedBy === undefined && clock.now() < until && !signal.aborted) {
        this.take()
        await waitAny(this.#context, [this], until - clock.now()).catch(() => undefined)
      }
    }
    this.take()
    this.destroy()
  }

  /** Ends the connection now. */
  destroy(): void {
    this.#context.standing.delete(this)
    if (!this.#raw.destroyed) this.recorder.note('close')
    this.#ear.detach()
    this.#ended ??= 'fin'
    this.#changes.tell()
    discard(this.#link?.socket)
    discard(this.#raw)
  }

  /** A multi-line reply that another code seems to have closed gets a moment more, not the whole deadline. */
  #patience(left: number): number {
    return this.#parser.looksClosed() ? Math.min(left, this.#context.limits.silentLooks.unclosedReply) : left
  }

  #closedByAnotherCode(): boolean {
    const { clock, limits } = this.#context
    return (
      this.#parser.looksClosed() && clock.now() - this.#lastArrival >= limits.silentLooks.unclosedReply - 1
    )
  }

  #receive(chunk: Buffer): void {
    this.recorder.count('in', chunk.length)
    const wanted = this.#context.limits.headBytes - this.#firstBytes.length
    if (wanted > 0) this.#firstBytes = Buffer.concat([this.#firstBytes, chunk.subarray(0, wanted)])
    this.#parser.push(chunk)
    this.#lastArrival = this.#context.clock.now()
    if (this.#parser.unread > 2 * this.#context.limits.replyBytes) this.#stream.pause()
    this.#changes.tell()
  }

  /** vsftpd 3.0.3 says its last word ("500 OOPS: ...") in clear inside the TLS connection: it is a reply all the same. */
  #takeClearText(): void {
    const clear = this.#link?.channel.clearText
    if (clear === undefined || !/^\d{3}[ -]/.test(clear.subarray(0, 4).toString('latin1'))) return
    this.recorder.note('record', { text: `in clear text inside TLS, ${clear.length} bytes` })
    this.#clearInsideTls = clear
    this.#parser.push(clear)
  }

  /** Replies that came inside TLS may still stand before it. */
  #cameInClear([first]: readonly Buffer[]): boolean {
    return first !== undefined && this.#clearInsideTls?.includes(first) === true
  }

  #end(how: 'fin' | 'rst'): void {
    if (this.#ended !== undefined) return
    this.#takeClearText()
    this.#ended = how
    this.recorder.note(how)
    this.#changes.tell()
  }
}
