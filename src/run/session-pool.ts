import { isNegative, type Reply } from '../model/reply.js'
import type { Security } from '../model/matrix.js'
import type { Span } from '../model/transcript.js'
import { evidenceOf, type Entered } from '../engine/enter.js'
import type { EngineContext } from '../engine/context.js'
import { FtpSession, login, type LoginFacts } from '../engine/ftp-session.js'
import type { Opened, Sessions, Wishes } from '../engine/tools.js'
import type { ControlConnection, Hello } from '../engine/control-connection.js'
import { alertOf } from '../engine/note-tls.js'

export interface Credentials {
  readonly user: string
  readonly password: string
}

export interface PoolOptions {
  readonly context: EngineContext
  readonly wishes: Wishes
  readonly credentials: Credentials | undefined
  readonly loginBudget: number
  readonly serverName: string | undefined
  enter(security: Security, id: number, hello?: Hello): Promise<Entered>
  isTrusted(control: ControlConnection): boolean
}

/**
 * Logged-in sessions. A password goes out only where it may: never in clear and never into TLS that did not verify,
 * unless the user said so; never again once the first PASS was refused (accounts lock); never beyond the budget.
 */
export class SessionPool implements Sessions {
  readonly #options: PoolOptions
  readonly #standing = new Set<FtpSession>()
  #logins = 0
  #most = 0
  readonly #letIn = new Set<Security>()
  /** The method whose password was not accepted, and what became of it: no other one is tried. */
  #stop: { readonly security: Security; readonly opened: Opened } | undefined
  #parked: FtpSession | undefined
  /** The last USER was met with silence. */
  #isUserSilent = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  get logins(): number {
    return this.#logins
  }

  get open(): number {
    return this.#standing.size
  }

  /** The most sessions that stood at once. */
  get most(): number {
    return this.#most
  }

  async login(security: Security, id: number, hello?: Hello): Promise<Opened> {
    if (this.#stop?.security === security) return this.#stop.opened
    const held = this.#heldBack(security)
    if (held !== undefined) return { is: 'untested', reason: held }
    // Counted before it is made: logins that run side by side share one budget.
    this.#logins += 1
    const { opened, passSent } = await this.#attempt(security, id, hello)
    if (!passSent && opened.is !== 'open') this.#logins -= 1
    return opened
  }

  async release(session: FtpSession): Promise<void> {
    this.#standing.delete(session)
    await session.close()
  }

  park(session: FtpSession): void {
    this.#parked = session
  }

  unpark(): FtpSession | undefined {
    const session = this.#parked
    this.#parked = undefined
    return session
  }

  /** Ends whatever still stands, at once. */
  destroy(): void {
    for (const session of this.#standing) session.control.destroy()
    this.#standing.clear()
  }

  /** Quits whatever still stands. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#standing].map(session => this.release(session)))
  }

  async #attempt(security: Security, id: number, hello: Hello | undefined): Promise<Attempted> {
    const entered = await this.#options.enter(security, id, hello)
    if (entered.is !== 'open') return { opened: await this.#notEntered(entered), passSent: false }
    const { control } = entered
    if (security !== 'none' && !this.#options.isTrusted(control)) {
      await control.close()
      return { opened: { is: 'untested', reason: 'certificate-not-trusted' }, passSent: false }
    }
    return this.#logIn(control, security)
  }

  #heldBack(security: Security): string | undefined {
    const { wishes, credentials, loginBudget } = this.#options
    if (credentials === undefined) return wishes.login === 'not-wanted' ? 'not-selected' : 'needs-credentials'
    if (security === 'none' && !wishes.clearLogin) return 'needs-clear-login'
    if (this.#stop !== undefined) return 'login-refused'
    return this.#logins >= loginBudget ? 'login-budget' : undefined
  }

  async #notEntered(entered: Exclude<Entered, { is: 'open' }>): Promise<Opened> {
    await entered.control?.close()
    const evidence = evidenceOf(entered)
    if (entered.is === 'fails') {
      const reply = entered.reply === undefined ? {} : { reply: entered.reply }
      const { step, failure, hello } = entered
      return { is: 'fails', step, failure, ...reply, ...alertOf(hello), evidence }
    }
    return entered.step === 'greeting'
      ? { is: 'turned-away', at: 'greeting', reply: entered.reply, evidence }
      : { is: 'refused', step: entered.step, reply: entered.reply, evidence }
  }

  async #logIn(control: ControlConnection, security: Security): Promise<Attempted> {
    const { context, credentials, serverName } = this.#options
    if (credentials === undefined)
      return { opened: { is: 'untested', reason: 'needs-credentials' }, passSent: false }
    const facts = await login(control, credentials, this.#patienceAtUser())
    const { passSent } = facts
    if (facts.accepted) {
      this.#letIn.add(security)
      const session = new FtpSession(context, control, security, serverName)
      this.#standing.add(session)
      this.#most = Math.max(this.#most, this.open)
      return { opened: { is: 'open', session, login: facts }, passSent }
    }
    this.#isUserSilent = facts.replies.length === 0 && facts.broke?.failure === 'timeout'
    // Whatever ended it, a password that was never accepted goes out once: accounts lock.
    const isFirstPassword = passSent && this.#letIn.size === 0
    await control.close()
    const evidence = [control.recorder.all()]
    const opened = this.#notLetIn(facts, security, evidence)
    if (isFirstPassword) this.#stop = { security, opened }
    return { opened, passSent }
  }

  /** One silence of the whole deadline is enough. */
  #patienceAtUser(): number {
    const { deadlines } = this.#options.context.limits
    return this.#isUserSilent ? deadlines.replyAgain : deadlines.reply
  }

  #notLetIn(facts: LoginFacts, security: Security, evidence: readonly Span[]): Opened {
    if (facts.broke !== undefined) {
      const { step, failure, reply } = facts.broke
      return { is: 'fails', step, failure, ...(reply && { reply }), evidence }
    }
    const last = facts.replies.at(-1)
    const reply: Reply = last?.reply ?? { code: null, text: '', lines: [] }
    const passRefused = last?.command === 'PASS' && isNegative(reply)
    const refused = { is: 'refused', step: 'login', reply, login: facts, evidence } as const
    if (this.#letIn.size === 0) return refused
    const isNoLimit = this.open === 0 || (!passRefused && reply.code !== tooMany)
    const isAboutClearLogin = security === 'none' && !this.#letIn.has('none') && isNoLimit
    return isAboutClearLogin ? refused : { is: 'turned-away', at: 'login', reply, evidence }
  }
}

/** Service not available (RFC 959 §4.2.2): it speaks of now, not of clear logins. */
const tooMany = 421

interface Attempted {
  readonly opened: Opened
  readonly passSent: boolean
}
