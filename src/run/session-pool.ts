import { isNegative, type Reply } from '../model/reply.js'
import type { Security } from '../model/matrix.js'
import type { Entered } from '../engine/enter.js'
import { EngineError } from '../engine/engine-error.js'
import type { EngineContext } from '../engine/context.js'
import { FtpSession, login, type LoginFacts } from '../engine/ftp-session.js'
import type { Opened, Sessions, Wishes } from '../engine/tools.js'
import type { ControlConnection } from '../engine/control-connection.js'

export interface PoolOptions {
  readonly context: EngineContext
  readonly wishes: Wishes
  readonly credentials: { readonly user: string; readonly password: string } | undefined
  readonly loginBudget: number
  readonly serverName: string | undefined
  enter(security: Security, id: number): Promise<Entered>
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
  #accepted = false
  #stopped = false
  #parked: FtpSession | undefined

  constructor(options: PoolOptions) {
    this.#options = options
  }

  get logins(): number {
    return this.#logins
  }

  get open(): number {
    return this.#standing.size
  }

  async login(security: Security, id: number): Promise<Opened> {
    const held = this.#heldBack(security)
    if (held !== undefined) return { is: 'untested', reason: held }
    const entered = await this.#options.enter(security, id)
    if (entered.is !== 'open') return this.#notEntered(entered)
    const { control } = entered
    if (security !== 'none' && !this.#options.isTrusted(control)) {
      await control.close()
      return { is: 'untested', reason: 'certificate-not-trusted' }
    }
    return this.#logIn(control, security)
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

  #heldBack(security: Security): string | undefined {
    const { wishes, credentials, loginBudget } = this.#options
    if (credentials === undefined) return wishes.login === 'not-wanted' ? 'not-selected' : 'needs-credentials'
    if (security === 'none' && !wishes.clearLogin) return 'needs-clear-login'
    if (this.#stopped) return 'login-refused'
    return this.#logins >= loginBudget ? 'login-budget' : undefined
  }

  async #notEntered(entered: Exclude<Entered, { is: 'open' }>): Promise<Opened> {
    await entered.control?.close()
    if (entered.is === 'fails') {
      const reply = entered.reply === undefined ? {} : { reply: entered.reply }
      return { is: 'fails', step: entered.step, failure: entered.failure, ...reply }
    }
    return entered.step === 'greeting'
      ? { is: 'turned-away', at: 'greeting', reply: entered.reply, open: this.open }
      : { is: 'refused', step: entered.step, reply: entered.reply }
  }

  async #logIn(control: ControlConnection, security: Security): Promise<Opened> {
    const { context, credentials, serverName } = this.#options
    if (credentials === undefined) return { is: 'untested', reason: 'needs-credentials' }
    this.#logins += 1
    let facts: LoginFacts
    try {
      facts = await login(control, credentials)
    } catch (error) {
      control.destroy()
      if (!(error instanceof EngineError)) throw error
      return { is: 'fails', step: error.step, failure: error.failure }
    }
    if (facts.accepted) {
      this.#accepted = true
      const session = new FtpSession(context, control, security, serverName)
      this.#standing.add(session)
      return { is: 'open', session, login: facts }
    }
    if (facts.replies.every(({ command }) => command !== 'PASS')) this.#logins -= 1
    await control.close()
    return this.#notLetIn(facts, security)
  }

  #notLetIn(facts: LoginFacts, security: Security): Opened {
    const last = facts.replies.at(-1)
    const reply: Reply = last?.reply ?? { code: null, text: '', lines: [] }
    const passRefused = last?.command === 'PASS' && isNegative(reply)
    if (!this.#accepted) {
      if (passRefused) this.#stopped = true
      return { is: 'refused', step: 'login', reply, login: facts }
    }
    return security === 'none' && !passRefused
      ? { is: 'refused', step: 'login', reply, login: facts }
      : { is: 'turned-away', at: 'login', reply, open: this.open }
  }
}
