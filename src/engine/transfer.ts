import type { Socket } from 'node:net'
import type { WireForm } from '../model/cell.js'
import type { Failure, Step } from '../model/step.js'
import type { Span } from '../model/transcript.js'
import type { HandshakeOutcome } from '../tls/handshake.js'
import type { Listener } from '../net/listen.js'
import { askForLife } from './ask-for-life.js'
import { awaitFinal } from './await-final.js'
import { awaitPeer } from './await-peer.js'
import { compareCertificates } from './compare-certificates.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'
import { DataConnection, type DataHello } from './data-connection.js'
import { awaitPreliminary, lookInSilence, readToEnd, shakeHands, type DataLook } from './data-looks.js'
import { setUp, type Prepared, type SetUpFacts } from './data-set-up.js'
import { EngineError } from './engine-error.js'
import { alertOf, handshakeFailure } from './note-tls.js'
import type { Recorder } from './transcript.js'
import { TransferReplies } from './transfer-replies.js'
import type { TransferFacts, TransferRequest } from './transfer-types.js'
import { whoCame } from './who-came.js'

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
  #endedBeforeHello = false
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
      ...this.#certificate(),
      ...(ending === undefined ? {} : { ended: ending }),
      bytes: this.#data?.bytes ?? 0,
      ...(this.#data === undefined || this.#data.head.length === 0 ? {} : { head: this.#data.head }),
      cut: this.#data?.cut ?? false,
      endedBeforeHello: this.#endedBeforeHello,
      ...(met === undefined ? {} : { helloMet: met }),
      ...alertOf(this.#data?.helloMet),
      handshakeBeforePreliminary: this.#handshakeBeforePreliminary,
      ...(ticket === undefined ? {} : { ticket }),
      ...(this.#noop === undefined ? {} : { noop: this.#noop }),
      sessionUsable: !this.#outOfStep && this.#control.alive,
      evidence: [this.#control.recorder.since(this.#mark), ...this.#ofData()],
    }
  }

  /** Checked for the name that the control connection's is checked for. */
  #certificate(): Pick<TransferFacts, 'certificate'> {
    const { hello } = this.#request
    const { tls, peerAddress } = this.#control
    const tlsName = (hello === 'never' ? undefined : hello.how.serverName) ?? peerAddress
    const certificate = compareCertificates(tls, this.#data?.link, tlsName)
    return certificate === undefined ? {} : { certificate }
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
    const { hello: tls, earlyHello = false } = this.#request
    if (prepared.is === 'connected' && earlyHello && tls !== 'never')
      return this.#helloThenCommand(prepared.socket, tls.how)
    const data =
      prepared.is === 'connected'
        ? await this.#connected(prepared.socket)
        : await this.#accepted(prepared.listener)
    if (data === undefined) return
    const look = this.#lookAt(data)
    const { hello, handshakeFirst, preliminaryMs } = this.#request
    if (!handshakeFirst)
      await awaitPreliminary(look, preliminaryMs ?? this.#context.limits.silentLooks.preliminary)
    if (this.#isRefused(data)) return
    if (hello !== 'never') await lookInSilence(look, hello.afterMs)
    if (this.#isRefused(data)) return
    this.#endedBeforeHello = hello !== 'never' && data.bytes === 0 && data.ending !== undefined
    const isMuteStill = data.bytes === 0 && data.ending === undefined && !this.#replies.isNegative
    if (hello !== 'never' && isMuteStill) this.#shaken(await shakeHands(look, hello.how))
    await this.#toItsEnd(look)
  }

  /** The handshake is not waited for: most servers answer the hello only when the command has come. */
  async #helloThenCommand(socket: Socket, how: DataHello): Promise<void> {
    const look = this.#lookAt(this.#dataConnection(socket))
    this.#shaken(await shakeHands(look, how, () => this.#beginCommand()))
    await this.#toItsEnd(look)
  }

  async #toItsEnd(look: DataLook): Promise<void> {
    const { data } = look
    if (this.#trouble === undefined) this.#read(await readToEnd(look, this.#request.firstByteMs))
    await data.finish()
    await this.#awaitFinal()
    if (!this.#isRefused(data)) this.#judgeEnd(data)
  }

  #lookAt(data: DataConnection): DataLook {
    return { context: this.#context, control: this.#control, replies: this.#replies, data }
  }

  async #connected(socket: Socket): Promise<DataConnection> {
    const data = this.#dataConnection(socket)
    await this.#beginCommand()
    return data
  }

  async #beginCommand(): Promise<void> {
    if (this.#request.noopBetween === true) await this.#control.command('NOOP', 'command')
    this.#sendCommand()
  }

  async #accepted(listener: Listener): Promise<DataConnection | undefined> {
    this.#listener = listener
    this.#sendCommand()
    const waiting = { listener, deadlineMs: this.#request.dataConnectMs }
    const arrival = await awaitPeer(this.#context, this.#control, this.#replies, waiting)
    const waited = { control: this.#control, replies: this.#replies, recorder: this.#recorder }
    const coming = whoCame(arrival, waited)
    switch (coming.is) {
      case 'peer':
        this.#setUp = { ...this.#setUp, connect: 'open' }
        return this.#dataConnection(coming.socket)
      case 'reset-at-once':
        this.#setUp = { ...this.#setUp, connect: 'open' }
        this.#trouble = { step: 'transfer', failure: 'connection-reset' }
        await this.#awaitFinal()
        if (this.#replies.isRefusal) this.#refusedAt = 'command'
        return undefined
      case 'nobody':
        if (coming.connect !== undefined) this.#setUp = { ...this.#setUp, connect: coming.connect }
        if (coming.isRefused) this.#refusedAt = 'command'
        this.#trouble = coming.trouble
        this.#outOfStep = coming.isOutOfStep
        return undefined
    }
  }

  #sendCommand(): void {
    this.#control.drain()
    this.#control.send(this.#request.command)
    this.#commandSent = this.#context.clock.now()
  }

  #dataConnection(socket: Socket): DataConnection {
    this.#data = new DataConnection(this.#context, socket, this.#recorder, this.#request.maxBytes)
    return this.#data
  }

  /** A negative reply before a preliminary one and before any byte is a refusal of the command; ProFTPD ends the data connection first. */
  #isRefused(data: DataConnection): boolean {
    if (!this.#replies.isRefusal || data.bytes > 0 || spoke.has(data.helloMet?.is)) return false
    this.#refusedAt = 'command'
    return true
  }

  #shaken(outcome: HandshakeOutcome): void {
    this.#handshakeBeforePreliminary = outcome.is === 'done' && this.#replies.preliminary === undefined
    if (outcome.is !== 'done') this.#trouble = { step: 'data-handshake', failure: handshakeFailure(outcome) }
  }

  #read({ stalledFor }: { readonly stalledFor?: number }): void {
    if (stalledFor === undefined) return
    this.#recorder.note('deadline', { text: `no byte in ${stalledFor / 1000} s` })
    this.#data?.giveUp()
    // It said no while we still waited for the first byte: that, not our patience, decided.
    const isToldNo = this.#replies.isNegative && this.#data?.bytes === 0
    this.#trouble = isToldNo
      ? { step: 'final', failure: 'negative-final' }
      : { step: 'transfer', failure: 'timeout' }
  }

  async #awaitFinal(): Promise<void> {
    const { clock, limits } = this.#context
    const spent = this.#trouble === undefined ? 0 : clock.now() - (this.#commandSent ?? clock.now())
    const patience = Math.max(limits.deadlines.close, limits.deadlines.reply - spent)
    const missing = await awaitFinal(this.#context, this.#control, this.#replies, patience)
    if (missing === undefined) return
    const { failure, noop, late } = missing
    this.#outOfStep = true
    this.#trouble = this.#isUnanswered
      ? { step: 'command', failure }
      : (this.#trouble ?? { step: 'final', failure })
    this.#noop = noop
    if (late !== undefined) this.#replies.sort(late)
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

/** What a hello meets when the server has sent bytes on the data connection. */
const spoke: ReadonlySet<HandshakeOutcome['is'] | undefined> = new Set([
  'done',
  'alert',
  'clear-text',
  'error',
] as const)

const connectFailures: Partial<Record<SetUpFacts['connect'], Failure>> = {
  refused: 'connection-refused',
  silent: 'timeout',
  unreachable: 'unreachable',
  'not-through-proxy': 'not-through-proxy',
}
