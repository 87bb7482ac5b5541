import { hurriedLimits, type Limits } from '../model/limits.js'
import type { CellId, DataMode, Protection, Security } from '../model/matrix.js'
import { isNegative, replyClass, type Reply } from '../model/reply.js'
import type { Step } from '../model/step.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'
import { EngineError } from './engine-error.js'
import { findStep } from './find-step.js'
import { echoOf, type Account } from './password-echo.js'
import type { DataHello } from './data-connection.js'
import { transfer } from './transfer.js'
import type { TransferFacts } from './transfer-types.js'

/** Replies to USER and PASS (RFC 959 §5.4), in order; ACCT is never sent. */
export interface LoginFacts {
  readonly accepted: boolean
  /** The password went out, whatever became of it. */
  readonly passSent: boolean
  /** The reply to PASS repeats the password. Told at the first login alone: later ones cannot tell it from chance. */
  readonly echoed?: boolean
  /** The wire went wrong before the login was decided. */
  readonly broke?: EngineError
  readonly replies: readonly { readonly command: 'USER' | 'PASS'; readonly reply: Reply }[]
}

/** What PBSZ 0 and PROT met. `refusedAt` is `pbsz` only where PROT was refused as well. */
export interface LevelFacts {
  readonly accepted: boolean
  readonly refusedAt?: 'pbsz' | 'prot'
  readonly reply: Reply
  /** What PROT got where `reply` is that to PBSZ. */
  readonly prot?: Reply
}

/** One attempt's choices; the rest the session knows. */
export interface SessionTransfer {
  readonly id: number
  readonly cell?: CellId
  readonly command: string
  readonly dataMode: DataMode
  readonly helloAfterMs: number | 'never'
  readonly handshakeFirst: boolean
  /** Patience for a preliminary reply before our hello, where it is not the usual one. */
  readonly preliminaryMs?: number
  /** Passive alone: NOOP is answered between the connect and the command. */
  readonly noopBetween?: boolean
  /** The hello goes out before that. */
  readonly earlyHello?: boolean
  readonly dataConnectMs: number
  readonly firstByteMs: number
  readonly maxBytes: number
  readonly dialAdvertised: boolean
  /** No deadline of this one is longer, where there is reason to hurry. */
  readonly longestMs: number | undefined
  /** The data connection begins a TLS session of its own, as clients do that cannot resume. */
  readonly withoutSession?: boolean
}

/** A logged-in conversation: one control connection, the protection level in force, and the newest ticket. */
export class FtpSession {
  readonly #context: EngineContext
  #level: Protection = 'default'
  #ticket: Buffer | undefined
  #inStep = true

  constructor(
    context: EngineContext,
    readonly control: ControlConnection,
    readonly security: Security,
    readonly serverName: string | undefined,
  ) {
    this.#context = context
  }

  /** The level in force; `default` only while neither PBSZ nor PROT was ever sent. */
  get level(): Protection {
    return this.#level
  }

  /** The connection stands and is in step: no reply is owed. */
  get usable(): boolean {
    return this.#inStep && this.control.alive && !this.control.isLeaving
  }

  /** Usable, or usable after all: some servers say 421 to one command and answer the next. */
  async stays(): Promise<boolean> {
    const isDoubted = this.#inStep && this.control.alive && this.control.isLeaving
    if (isDoubted) this.#inStep = await findStep(this.#context, this.control)
    return this.usable
  }

  /** The server gave a TLS session that a data connection can offer. */
  get canResume(): boolean {
    return this.#newestTicket() !== undefined
  }

  /** A command that got no reply leaves the session out of step: the reply may still come, and would pass for the next one's. */
  async command(line: string, step: Step = 'command', deadlineMs?: number): Promise<Reply> {
    const before = this.#inStep
    this.#inStep = false
    const reply = await this.control.command(line, step, deadlineMs)
    this.#inStep = before
    return reply
  }

  /** PBSZ 0, then PROT (RFC 4217 §8): a refused PBSZ does not stop PROT, which alone may work. */
  async setLevel(
    level: Exclude<Protection, 'default'>,
    options: { readonly longestMs?: number } = {},
  ): Promise<LevelFacts> {
    this.#level = level
    const { reply: deadlineMs } = this.#limits(options.longestMs).deadlines
    const pbsz = await this.command('PBSZ 0', 'pbsz', deadlineMs)
    const prot = await this.command(`PROT ${level}`, 'prot', deadlineMs)
    if (replyClass(prot) === 2) return { accepted: true, reply: prot }
    if (isNegative(pbsz) && isNegative(prot)) return { accepted: false, refusedAt: 'pbsz', reply: pbsz, prot }
    return { accepted: false, refusedAt: 'prot', reply: prot }
  }

  async transfer(request: SessionTransfer): Promise<TransferFacts> {
    const { helloAfterMs, longestMs, withoutSession = false, ...rest } = request
    const context = { ...this.#context, limits: this.#limits(longestMs) }
    this.#inStep = false
    const facts = await transfer(context, this.control, {
      ...rest,
      hello: helloAfterMs === 'never' ? 'never' : { afterMs: helloAfterMs, how: this.#hello(withoutSession) },
    })
    this.#inStep = facts.sessionUsable && (!isDoubtful(facts) || (await findStep(context, this.control)))
    this.#ticket = facts.ticket ?? this.#ticket
    return facts
  }

  async close(): Promise<void> {
    if (this.usable) await this.control.close()
    else this.control.destroy()
  }

  #newestTicket(): Buffer | undefined {
    return this.#ticket ?? this.control.tls?.newestTicket()
  }

  #limits(longestMs: number | undefined): Limits {
    const { limits } = this.#context
    return longestMs === undefined ? limits : hurriedLimits(limits, longestMs)
  }

  /** Resumes the newest ticket, at the control connection's own version: another version would silently make a full handshake. */
  #hello(withoutSession: boolean): DataHello {
    const link = this.control.tls
    const session = withoutSession ? undefined : this.#newestTicket()
    const version = link?.facts.version
    return {
      ...(this.serverName === undefined ? {} : { serverName: this.serverName }),
      ...(version === 'TLSv1.2' || version === 'TLSv1.3' ? { version } : {}),
      ...(session === undefined ? {} : { session }),
    }
  }
}

/** The server said no to a data connection that it had tried, or that stood. */
function isDoubtful({ outcome, reply, setUp }: TransferFacts): boolean {
  if (reply === undefined || !isNegative(reply) || setUp.connect === 'not-tried') return false
  return outcome === 'fails' || setUp.connect === 'nobody-came'
}

/** USER, and PASS where it is asked for. `userMs` is how long the reply to USER is waited for, where not as usual. */
export async function login(
  control: ControlConnection,
  credentials: Account,
  userMs?: number,
): Promise<LoginFacts> {
  const replies: { command: 'USER' | 'PASS'; reply: Reply }[] = []
  let passSent = false
  try {
    const user = await control.command(`USER ${credentials.user}`, 'login', userMs)
    replies.push({ command: 'USER', reply: user })
    if (replyClass(user) !== 3 || user.code === 332)
      return { accepted: user.code === 230 || user.code === 232, passSent, replies }
    control.drain()
    const before = control.hasCutReplies
    passSent = true
    const pass = await control.command(`PASS ${credentials.password}`, 'login')
    replies.push({ command: 'PASS', reply: pass })
    const echoed = echoOf(credentials, { before, inReply: control.lastIsCut })
    const facts = { accepted: replyClass(pass) === 2, passSent, replies }
    return echoed === undefined ? facts : { ...facts, echoed }
  } catch (error) {
    if (error instanceof EngineError) return { accepted: false, passSent, replies, broke: error }
    control.destroy()
    throw error
  }
}
