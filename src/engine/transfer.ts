import type { WireForm } from '../model/cell.js'
import type { Reply } from '../model/reply.js'
import type { Failure, Step } from '../model/step.js'
import type { Span } from '../model/transcript.js'
import type { HandshakeOutcome } from '../tls/handshake.js'
import type { Listener } from '../net/listen.js'
import { askForLife } from './ask-for-life.js'
import { awaitPeer, type Arrival } from './await-peer.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'
import { DataConnection, type DataHello } from './data-connection.js'
import { isExpectedPeer, setUp, type Prepared, type SetUpFacts } from './data-set-up.js'
import { EngineError } from './engine-error.js'
import { alertOf, handshakeFailure } from './note-tls.js'
import type { Recorder } from './transcript.js'
import { TransferReplies } from './transfer-replies.js'
import type { TransferFacts, TransferRequest } from './transfer-types.js'
import { changing, waitAny } from './wait-any.js'

/**
 * One transfer over one data connection, in the order of RFC 959 §5 and RFC 4217 §7: set-up, connect, command,
 * preliminary reply, silent look, hello, data, end, final reply. Whatever happens on the data connection, the control
 * connection is drained to its final reply: the true reason stands there. No reply is an error here.
 */
export async function transfer(
  context: EngineContext,
  control: ControlConnection,
  request: TransferRequest,
): Promise<TransferFacts> {
  const recorder = context.transcript.open({
    id: request.id,
    role: 'data',
    control: control.recorder.id,
    ...(request.cell === undefined ? {} : { cell: request.cell }),
  })
  const attempt = new Attempt(context, control, recorder, request)
  try {
    await attempt.run()
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    attempt.broke(error)
  } finally {
    await attempt.cleanUp()
  }
  return attempt.facts()
}

class Attempt {
  readonly #context: EngineContext
  readonly #control: ControlConnection
  readonly #recorder: Recorder
  readonly #request: TransferRequest
  readonly #mark: number
  readonly #replies: TransferReplies
  #setUp: SetUpFacts = { connect: 'not-tried' }
  #listener: Listener | undefined
  #data: DataConnection | undefined
  #commandSent: number | undefined
  #handshakeBeforePreliminary = false
  #trouble: { readonly step: Step; readonly failure: Failure } | undefined
  #refusedAt: Step | undefined
  #outOfStep = false
  #noop: TransferFacts['noop']

  constructor(
    context: EngineContext,
    control: ControlConnection,
    recorder: Recorder,
    request: TransferRequest,
  ) {
    this.#context = context
    this.#control = control
    this.#recorder = recorder
    this.#request = request
    this.#mark = control.recorder.mark()
    this.#replies = new TransferReplies(control, () => context.clock.now())
  }

  async run(): Promise<void> {
    const prepared = await setUp(this.#context, this.#control, this.#recorder, this.#request)
    this.#setUp = prepared.facts
    if (prepared.is === 'refused') this.#refusedAt = 'mode'
    else if (prepared.is === 'malformed') this.#trouble = { step: 'mode', failure: 'reply-malformed' }
    else if (prepared.is === 'nobody-came') await this.#nobodyCameToPort()
    else if (prepared.is === 'dead-port') await this.#afterDeadPort(prepared.facts)
    else await this.#withDataConnection(prepared)
  }

  broke(error: EngineError): void {
    this.#trouble ??= { step: error.step, failure: error.failure }
    this.#outOfStep = true
  }

  async cleanUp(): Promise<void> {
    this.#data?.destroy()
    await this.#listener?.close()
  }

  facts(): TransferFacts {
    const { outcome, step, failure, reply } = this.#decide()
    const link = this.#data?.link
    const ending = this.#data?.ending
    const ticket = link?.resumed === true ? link.newestTicket() : undefined
    const met = this.#data?.helloMet?.is
    return {
      outcome,
      ...(step === undefined ? {} : { step }),
      ...(failure === undefined ? {} : { failure }),
      ...(reply === undefined ? {} : { reply }),
      setUp: this.#setUp,
      ...this.#preliminary(),
      wire: this.#wire(),
      ...(link === undefined ? {} : { tls: link.facts, resumed: link.resumed }),
      ...(ending === undefined ? {} : { ended: ending }),
      bytes: this.#data?.bytes ?? 0,
      cut: this.#data?.cut ?? false,
      ...(met === undefined ? {} : { helloMet: met }),
      ...alertOf(this.#data?.helloMet),
      handshakeBeforePreliminary: this.#handshakeBeforePreliminary,
      ...(ticket === undefined ? {} : { ticket }),
      ...(this.#noop === undefined ? {} : { noop: this.#noop }),
      sessionUsable: !this.#outOfStep && this.#control.alive,
      evidence: [this.#control.recorder.since(this.#mark), ...this.#ofData()],
    }
  }

  #preliminary(): Pick<TransferFacts, 'preliminary' | 'preliminarySeconds'> {
    const { preliminary, preliminaryAt } = this.#replies
    if (preliminary === undefined || preliminaryAt === undefined) return {}
    const since = this.#commandSent ?? preliminaryAt
    return { preliminary, preliminarySeconds: (preliminaryAt - since) / 1000 }
  }

  /** A data connection that never came to anything has no events to point to. */
  #ofData(): readonly Span[] {
    return this.#recorder.mark() === 1 ? [] : [this.#recorder.all()]
  }

  #wire(): WireForm {
    if (this.#data === undefined) return 'none'
    if (this.#data.link !== undefined || this.#data.isAlert || this.#data.isHello) return 'tls'
    return this.#data.bytes > 0 ? 'clear' : 'none'
  }

  #decide(): Pick<TransferFacts, 'outcome' | 'step' | 'failure' | 'reply'> {
    const isAtMode = this.#refusedAt === 'mode' || this.#trouble?.step === 'mode'
    const reply = this.#replies.final ?? (isAtMode ? this.#setUp.reply : undefined)
    const withReply = reply === undefined ? {} : { reply }
    if (this.#refusedAt !== undefined) return { outcome: 'refused', step: this.#refusedAt, ...withReply }
    if (this.#trouble !== undefined) return { outcome: 'fails', ...this.#trouble, ...withReply }
    return { outcome: 'works', ...withReply }
  }

  /** pyftpdlib 1.5.7 comes at PORT itself, and says nothing while nothing comes through. */
  async #nobodyCameToPort(): Promise<void> {
    this.#trouble = { step: 'data-connect', failure: 'timeout' }
    this.#outOfStep = true
    const { noop } = await askForLife(this.#context, this.#control, () => false)
    this.#noop = noop
  }

  /** vsftpd answers 522 to the command at once, whatever its port does: so the command is sent all the same. */
  async #afterDeadPort(facts: SetUpFacts): Promise<void> {
    this.#sendCommand()
    const patience = this.#context.limits.deadlines.afterDeadDataPort + this.#control.roundTripMs
    const heard = await this.#control.hear(patience)
    if (heard.is === 'reply') this.#replies.sort(heard.reply)
    if (this.#replies.isRefusal) {
      this.#refusedAt = 'command'
      return
    }
    this.#outOfStep = this.#replies.final === undefined
    this.#trouble = { step: 'data-connect', failure: connectFailures[facts.connect] ?? 'timeout' }
  }

  async #withDataConnection(prepared: Extract<Prepared, { is: 'connected' | 'listening' }>): Promise<void> {
    if (prepared.is === 'connected') {
      this.#data = this.#dataConnection(prepared.socket)
      this.#sendCommand()
    } else {
      this.#listener = prepared.listener
      this.#sendCommand()
      const waiting = { listener: prepared.listener, deadlineMs: this.#request.dataConnectMs }
      const arrival = await awaitPeer(this.#context, this.#control, this.#replies, waiting)
      if (isGoneAlready(arrival)) {
        await this.#peerReset()
        return
      }
      if (!this.#peerCame(arrival)) return
    }
    const data = this.#data
    if (data === undefined) return
    await this.#awaitPreliminary(data)
    if (this.#isRefused(data)) return
    await this.#lookInSilence(data)
    if (this.#isRefused(data)) return
    const { hello } = this.#request
    if (hello !== 'never' && data.bytes === 0 && data.ending === undefined && !this.#replies.isNegative)
      await this.#sayHello(data, hello.how)
    if (this.#trouble === undefined) await this.#readToEnd(data)
    await data.finish()
    await this.#awaitFinal()
    if (!this.#isRefused(data)) this.#judgeEnd(data)
  }

  #sendCommand(): void {
    this.#control.drain()
    this.#control.send(this.#request.command)
    this.#commandSent = this.#context.clock.now()
  }

  #dataConnection(socket: ConstructorParameters<typeof DataConnection>[1]): DataConnection {
    return new DataConnection(this.#context, socket, this.#recorder, this.#request.maxBytes)
  }

  /** It came and reset before it could be asked who it was: that says nothing against its address. */
  async #peerReset(): Promise<void> {
    this.#recorder.note('rst', { text: 'came and reset at once' })
    this.#setUp = { ...this.#setUp, connect: 'open' }
    this.#trouble = { step: 'transfer', failure: 'connection-reset' }
    await this.#awaitFinal()
    if (this.#replies.isRefusal) this.#refusedAt = 'command'
  }

  #peerCame(accepted: Arrival): boolean {
    if (accepted.is === 'accepted') {
      const { address, port } = accepted.peer
      this.#recorder.note('accept', { text: `${address}:${port}` })
      if (isExpectedPeer(this.#control, address)) {
        this.#setUp = { ...this.#setUp, connect: 'open' }
        this.#data = this.#dataConnection(accepted.socket)
        return true
      }
      accepted.socket.destroy()
      this.#setUp = { ...this.#setUp, connect: 'foreign-peer' }
      this.#trouble = { step: 'data-connect', failure: 'peer-mismatch' }
      this.#outOfStep = true
      return false
    }
    this.#recorder.note(this.#replies.final === undefined && this.#control.alive ? 'deadline' : 'close', {
      text: 'nobody came to our port',
    })
    if (this.#replies.isRefusal) {
      this.#refusedAt = 'command'
      if (this.#replies.final?.code === triedToConnect)
        this.#setUp = { ...this.#setUp, connect: 'nobody-came' }
    } else if (this.#replies.final === undefined && !this.#control.alive) {
      // Who hangs up gave nobody the time to come: that tells nothing about the way to our port.
      const step = this.#replies.preliminary === undefined ? 'command' : 'data-connect'
      const failure = this.#control.endedBy === 'rst' ? 'connection-reset' : 'early-end'
      this.#trouble = { step, failure }
      this.#outOfStep = true
    } else {
      this.#setUp = { ...this.#setUp, connect: 'nobody-came' }
      const failure = this.#replies.isNegative ? 'negative-final' : 'timeout'
      this.#trouble = { step: 'data-connect', failure }
      this.#outOfStep = this.#replies.final === undefined
    }
    return false
  }

  async #awaitPreliminary(data: DataConnection): Promise<void> {
    if (this.#request.handshakeFirst) return
    const { clock, limits } = this.#context
    const patience = this.#request.preliminaryMs ?? limits.silentLooks.preliminary
    const until = clock.now() + patience + this.#control.roundTripMs
    for (;;) {
      this.#replies.take()
      const answered =
        this.#replies.preliminary !== undefined || this.#replies.final !== undefined || !this.#control.alive
      const left = until - clock.now()
      if (answered || data.bytes > 0 || data.ending !== undefined || left <= 0) return
      await waitAny(this.#context, [this.#control, data], left)
    }
  }

  async #lookInSilence(data: DataConnection): Promise<void> {
    const { clock } = this.#context
    const { hello } = this.#request
    if (hello === 'never') return
    const until = clock.now() + hello.afterMs
    for (;;) {
      this.#replies.take()
      const left = until - clock.now()
      if (data.bytes > 0 || data.ending !== undefined || this.#replies.isNegative || left <= 0) return
      await waitAny(this.#context, [this.#control, data], left)
    }
  }

  /** A negative reply before a preliminary one and before any byte is a refusal of the command; ProFTPD ends the data connection first. */
  #isRefused(data: DataConnection): boolean {
    if (!this.#replies.isRefusal || data.bytes > 0 || spoke.has(data.helloMet?.is)) return false
    this.#refusedAt = 'command'
    return true
  }

  async #sayHello(data: DataConnection, how: DataHello): Promise<void> {
    const { clock, signal, limits } = this.#context
    const enough = new AbortController()
    const shaking = data.sayHello(how, AbortSignal.any([signal, enough.signal]))
    let outcome: HandshakeOutcome | undefined
    void shaking.then(result => {
      outcome = result
    })
    let stopLinger: (() => void) | undefined
    try {
      while (outcome === undefined) {
        await waitAny(this.#context, [changing(shaking), this.#control], limits.deadlines.hello)
        this.#replies.take()
        if (this.#replies.isNegative) stopLinger ??= clock.after(limits.deadlines.close, () => enough.abort())
      }
    } finally {
      stopLinger?.()
    }
    this.#replies.take()
    this.#handshakeBeforePreliminary = outcome.is === 'done' && this.#replies.preliminary === undefined
    if (outcome.is !== 'done') this.#trouble = { step: 'data-handshake', failure: handshakeFailure(outcome) }
  }

  async #readToEnd(data: DataConnection): Promise<void> {
    const { clock, limits } = this.#context
    const started = clock.now()
    while (data.ending === undefined && !data.isHello && !data.isAlert) {
      this.#replies.take()
      const patience = data.bytes === 0 ? this.#request.firstByteMs : limits.deadlines.stall
      const since = data.bytes === 0 ? started : data.lastActivity
      const allowed = this.#replies.final === undefined ? patience : Math.min(patience, this.#afterFinal())
      const left = since + allowed - clock.now()
      if (left <= 0) {
        this.#recorder.note('deadline', { text: `no byte in ${allowed / 1000} s` })
        this.#trouble = { step: 'transfer', failure: 'timeout' }
        return
      }
      await waitAny(this.#context, [data, this.#control], left)
    }
  }

  /** Once the final reply is there, data that has not come hardly will. */
  #afterFinal(): number {
    const { deadlines } = this.#context.limits
    return this.#replies.isNegative ? deadlines.close : deadlines.dataConnect
  }

  async #awaitFinal(): Promise<void> {
    const { clock, limits } = this.#context
    const spent = this.#trouble === undefined ? 0 : clock.now() - (this.#commandSent ?? clock.now())
    const until = clock.now() + Math.max(limits.deadlines.close, limits.deadlines.reply - spent)
    for (;;) {
      this.#replies.take()
      if (this.#replies.final !== undefined) return
      const left = until - clock.now()
      if (!this.#control.alive || left <= 0) {
        this.#outOfStep = true
        const failure = this.#control.alive ? 'timeout' : 'early-end'
        if (this.#control.alive) this.#control.recorder.note('deadline', { text: 'no final reply' })
        this.#trouble = this.#isUnanswered
          ? { step: 'command', failure }
          : (this.#trouble ?? { step: 'final', failure })
        const { noop, late } = await askForLife(this.#context, this.#control, isNoReplyToData)
        this.#noop = noop
        if (late !== undefined) this.#replies.sort(late)
        return
      }
      await waitAny(this.#context, [this.#control], left)
    }
  }

  /** Not a word came to the command, on neither connection: whatever else failed, that came first. */
  get #isUnanswered(): boolean {
    const { preliminary, final } = this.#replies
    return (
      preliminary === undefined &&
      final === undefined &&
      !spoke.has(this.#data?.helloMet?.is) &&
      this.#data?.bytes === 0
    )
  }

  #judgeEnd(data: DataConnection): void {
    if (data.isAlert) this.#trouble = { step: 'data-handshake', failure: 'tls-alert' }
    if (data.isHello) this.#trouble = { step: 'data-handshake', failure: 'tls-not-spoken' }
    if (this.#trouble !== undefined || data.cut) return
    if (this.#replies.isNegative) this.#trouble = { step: 'final', failure: 'negative-final' }
    else if (data.ending === 'rst') this.#trouble = { step: 'transfer', failure: 'connection-reset' }
    else if (data.ending === 'fin-in-record') this.#trouble = { step: 'transfer', failure: 'early-end' }
  }
}

/** 200, or a NOOP that is not known: neither ends a transfer (RFC 959 §5.4). */
function isNoReplyToData({ code }: Reply): boolean {
  return code === 200 || (code !== null && code >= 500 && code <= 504)
}

/** Linux hands out a connection that was reset while it waited, and no longer says with whom it was. */
function isGoneAlready(arrival: Arrival): boolean {
  if (arrival.is !== 'accepted' || arrival.peer.address !== '') return false
  arrival.socket.destroy()
  return true
}

/** What a hello meets when the server has sent bytes on the data connection. */
const spoke: ReadonlySet<HandshakeOutcome['is'] | undefined> = new Set([
  'done',
  'alert',
  'clear-text',
  'error',
] as const)

/** "Can't open data connection" (RFC 959 §5.4): of all refusals the one that says that the server did try to come. */
const triedToConnect = 425

const connectFailures: Partial<Record<SetUpFacts['connect'], Failure>> = {
  refused: 'connection-refused',
  silent: 'timeout',
  unreachable: 'unreachable',
}
