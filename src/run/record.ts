import { ConnectionPlan } from '../engine/connection-plan.js'
import type { EngineContext } from '../engine/context.js'
import type { ControlConnection, Hello } from '../engine/control-connection.js'
import { enter, type Entered } from '../engine/enter.js'
import { Interrupted } from '../engine/engine-error.js'
import { Redactor } from '../engine/redactor.js'
import type { Notebook, Probe, Tools, Wishes } from '../engine/tools.js'
import { Transcript } from '../engine/transcript.js'
import type { SeenCell } from '../model/cell.js'
import { limits as usualLimits } from '../model/limits.js'
import { cellIds, wayOf, type CellId, type Security } from '../model/matrix.js'
import { untested, type Observation } from '../model/observation.js'
import { reportSchemaId, type Fault, type Recording } from '../model/report.js'
import { seenOf } from '../model/seen-of.js'
import type { Target } from '../model/target.js'
import { systemClock } from '../net/clock.js'
import { isIP } from 'node:net'
import { certificateFacts, nameMatches } from '../tls/certificate-facts.js'
import { makeTrust, type Trust } from '../tls/trust.js'
import type { CheckOptions } from './check-options.js'
import { makeTarget } from './make-target.js'
import { makeWishes } from './make-wishes.js'
import { observe } from './observe.js'
import { SessionPool } from './session-pool.js'
import { tool } from './tool.js'
import { UsageError } from './usage-error.js'

const defaultLoginBudget = 24

/** One run: every probe in order, each with what it needs; what was seen is kept whatever ends it. */
export async function record(
  host: string,
  options: CheckOptions,
  probes: readonly Probe[],
): Promise<Recording> {
  const credentials = credentialsOf(options)
  const wishes = makeWishes(options, credentials !== undefined)
  const trust = trustOf(options)
  const limits = options.limits ?? usualLimits
  const clock = options.clock ?? systemClock
  const budget = new AbortController()
  const started = clock.wall().toISOString()
  const begun = clock.now()
  const stopTimer = clock.after(limits.deadlines.whole, () => budget.abort(new Interrupted('time-budget')))
  const signal = AbortSignal.any([budget.signal, ...(options.signal === undefined ? [] : [options.signal])])
  const redactor = new Redactor(
    credentials === undefined || options.anonymous === true ? [] : [credentials.password],
  )
  const transcript = new Transcript({
    clock,
    limits,
    redactor,
    ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
  })
  const context: EngineContext = { clock, limits, transcript, trust, signal }
  try {
    const target = await makeTarget(host, options, { clock, limits, signal })
    const run = new Run(context, target, wishes, options, credentials)
    await run.all(selectProbes(inOrder(probes), options.only))
    return {
      schema: reportSchemaId,
      tool: { ...tool },
      target,
      started,
      duration: Math.round(clock.now() - begun) / 1000,
      run: {
        login: wishes.login,
        interrupted: options.signal?.aborted ?? false,
        clearLoginAllowed: wishes.clearLogin,
        logins: run.logins,
        loginBudget: options.loginBudget ?? defaultLoginBudget,
        connections: transcript.connections().length,
      },
      observations: run.observations,
      faults: run.faults,
      transcript: { connections: transcript.connections() },
      cells: run.cells(),
    }
  } finally {
    stopTimer()
  }
}

interface Credentials {
  readonly user: string
  readonly password: string
}

function credentialsOf(options: CheckOptions): Credentials | undefined {
  if (options.login === false) return undefined
  if (options.anonymous === true) return { user: 'anonymous', password: 'ftps-doctor@' }
  const { user, password } = options
  if (user === undefined || password === undefined) return undefined
  if (/[\r\n\0]/.test(user + password)) throw new UsageError('user and password may not contain line breaks')
  return { user, password }
}

function trustOf(options: CheckOptions): Trust {
  try {
    return makeTrust({
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      ...(options.caName === undefined ? {} : { caName: options.caName }),
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** Each after what it needs and comes after; else as they are. */
export function inOrder(probes: readonly Probe[]): readonly Probe[] {
  const ordered: Probe[] = []
  const place = (probe: Probe): void => {
    if (ordered.includes(probe)) return
    for (const id of [...probe.needs, ...(probe.after ?? [])]) {
      const before = probes.find(candidate => candidate.id === id)
      if (before !== undefined) place(before)
    }
    ordered.push(probe)
  }
  for (const probe of probes) place(probe)
  return ordered
}

/** `--only` with probes keeps them and what they need; cells need the whole chain. */
function selectProbes(probes: readonly Probe[], only: readonly string[] | undefined): readonly Probe[] {
  const named = (only ?? []).filter(name => !name.includes('/'))
  for (const name of named)
    if (!probes.some(({ id }) => id === name)) throw new UsageError(`--only ${name}: there is no such probe`)
  if (named.length === 0) return probes
  const wanted = new Set<string>(named)
  for (const probe of [...probes].reverse())
    if (wanted.has(probe.id)) for (const need of probe.needs) wanted.add(need)
  return probes.filter(({ id }) => wanted.has(id))
}

class Run {
  readonly observations: Record<string, Observation> = {}
  readonly faults: Fault[] = []
  readonly #tools: Tools
  readonly #pool: SessionPool
  readonly #notebook: Notebook
  #stopped: Interrupted | undefined

  constructor(
    context: EngineContext,
    readonly target: Target,
    wishes: Wishes,
    options: CheckOptions,
    credentials: Credentials | undefined,
  ) {
    this.#notebook = {
      cells: new Map<CellId, SeenCell>(),
      setUps: [],
      silences: { passive: 0, active: 0 },
      timeouts: new Map(),
      handshakeFirst: false,
      proven: new Set(),
    }
    const plan = new ConnectionPlan()
    const address = target.address ?? ''
    const serverName = isIP(target.tlsName) === 0 ? target.tlsName : undefined
    const hello = (): Hello => (serverName === undefined ? {} : { serverName })
    const dial = (security: Security, id: number, shape: Hello = hello()): Promise<Entered> =>
      enter(context, { id, address, port: portOf(target, security), security, hello: shape })
    this.#pool = new SessionPool({
      context,
      wishes,
      credentials,
      loginBudget: options.loginBudget ?? defaultLoginBudget,
      serverName,
      enter: dial,
      isTrusted: control => isTrusted(control, target.tlsName, wishes),
    })
    const { clock } = context
    const begun = clock.now()
    this.#tools = {
      context,
      target,
      address,
      wishes,
      plan,
      seen: this.#seen(context),
      sessions: this.#pool,
      notebook: this.#notebook,
      hello,
      dial,
      notice: text => options.onNotice?.(text),
      progress: doing =>
        options.onProgress?.({
          doing,
          waysDone: this.#notebook.cells.size,
          logins: this.#pool.logins,
          seconds: (clock.now() - begun) / 1000,
        }),
    }
  }

  get logins(): number {
    return this.#pool.logins
  }

  async all(probes: readonly Probe[]): Promise<void> {
    try {
      for (const probe of probes) {
        this.observations[probe.id] = await this.#one(probe)
        this.#tools.progress(probe.title)
      }
    } finally {
      if (this.#stopped === undefined) await this.#pool.closeAll()
      this.#pool.destroy()
    }
  }

  /** Always all 80, also of a host that does not exist. */
  cells(): SeenCell[] {
    const reason = this.#reasonForTheRest()
    return cellIds.map(id => {
      const { security, protection, dataMode } = wayOf(id)
      const rest: SeenCell = {
        id,
        security,
        protection,
        mode: dataMode,
        port: null,
        status: 'untested',
        reason,
        evidence: [],
      }
      return this.#notebook.cells.get(id) ?? rest
    })
  }

  #reasonForTheRest(): string {
    if (this.#stopped !== undefined) return this.#stopped.reason
    return this.observations['matrix'] === undefined ? 'not-selected' : 'not-reachable'
  }

  async #one(probe: Probe): Promise<Observation> {
    if (this.#stopped !== undefined) return untested(this.#stopped.reason)
    if (this.target.address === null) return untested('not-reachable')
    const missing = probe.needs.find(need => this.observations[need]?.status !== 'observed')
    if (missing !== undefined) return untested('not-reachable')
    const { observation, fault, stop } = await observe(probe, this.#tools)
    if (fault !== undefined) this.faults.push(fault)
    this.#stopped = stop
    return observation
  }

  #seen(context: EngineContext): Tools['seen'] {
    const { observations, target } = this
    const started = context.clock.wall().toISOString()
    return seenOf({ target, started, cells: [], observations } as unknown as Recording)
  }
}

function portOf(target: Target, security: Security): number {
  return security === 'implicit' ? (target.ports.implicit ?? target.ports.explicit) : target.ports.explicit
}

/** Each control connection is judged by itself, before a password goes out on it. */
function isTrusted(control: ControlConnection, name: string, wishes: Wishes): boolean {
  const link = control.tls
  const [leaf] = link?.chain ?? []
  if (link === undefined || leaf === undefined) return false
  if (wishes.insecure) return true
  if (wishes.pin !== undefined) return certificateFacts(leaf).sha256 === wishes.pin
  return link.authorized && nameMatches(leaf, name)
}
