import { isIP } from 'node:net'
import { roomOf } from '../../probes/matrix/room.js'
import { ConnectionPlan } from '../engine/connection-plan.js'
import type { EngineContext } from '../engine/context.js'
import type { ControlConnection, Hello } from '../engine/control-connection.js'
import { enter, type Entered } from '../engine/enter.js'
import { interruptedBy, type Interrupted } from '../engine/engine-error.js'
import type { Notebook, Probe, Tools, Wishes } from '../engine/tools.js'
import type { SeenCell } from '../model/cell.js'
import { cellIds, wayOf, type CellId, type Security } from '../model/matrix.js'
import { untested, type Observation } from '../model/observation.js'
import type { Fault } from '../model/report.js'
import { seenOf } from '../model/seen-of.js'
import type { Target } from '../model/target.js'
import { certificateFacts, nameMatches } from '../tls/certificate-facts.js'
import type { CheckOptions } from './check-options.js'
import { observe } from './observe.js'
import { patienceOf, sayAgain } from './say-again.js'
import { stagesOf } from './select-probes.js'
import { SessionPool, type Credentials } from './session-pool.js'

export interface RunOptions {
  readonly context: EngineContext
  readonly target: Target
  readonly wishes: Wishes
  readonly options: Pick<CheckOptions, 'onNotice' | 'onProgress'>
  readonly credentials: Credentials | undefined
  readonly loginBudget: number
}

/** One run: its tools, and what its probes have brought so far. */
export class Run {
  readonly target: Target
  readonly observations: Record<string, Observation> = {}
  readonly faults: Fault[] = []
  readonly #tools: Tools
  readonly #pool: SessionPool
  readonly #notebook: Notebook
  #stopped: Interrupted | undefined

  constructor({ context, target, wishes, options, credentials, loginBudget }: RunOptions) {
    this.target = target
    this.#notebook = {
      left: {},
      cells: new Map<CellId, SeenCell>(),
      setUps: [],
      shapes: new Map(),
      silences: { passive: 0, active: 0 },
      timeouts: new Map(),
      quickestConnectMs: Infinity,
      handshakeFirst: false,
      activeAnnounced: false,
      proven: new Set(),
    }
    const plan = new ConnectionPlan()
    const address = target.address ?? (context.proxy === undefined ? '' : target.host)
    const serverName = isIP(target.tlsName) === 0 ? target.tlsName : undefined
    const hello = (): Hello => (serverName === undefined ? {} : { serverName })
    let dialling = 0
    const usual = (security: Security): Hello => this.#notebook.shapes.get(security)?.(hello()) ?? hello()
    const dialOnce = async (security: Security, id: number, shape = usual(security)): Promise<Entered> => {
      const port = portOf(target, security)
      const beside = context.standing.size + dialling
      dialling += 1
      const patience = patienceOf(context, this.#notebook)
      const entered = await enter(patience, { id, address, port, security, hello: shape }).finally(() => {
        dialling -= 1
      })
      this.#noteConnect(beside, entered.control)
      this.#notebook.ownAddress ??= entered.control?.localAddress
      return entered
    }
    const dial = sayAgain(this.#notebook, plan, dialOnce)
    this.#pool = new SessionPool({
      context,
      wishes,
      credentials,
      loginBudget,
      serverName,
      enter: async (security, id, shape) =>
        (shape === undefined ? this.#takeSecured(security) : undefined) ?? (await dial(security, id, shape)),
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
    const { signal } = this.#tools.context
    if (signal.aborted) this.#stopped = interruptedBy(signal)
    try {
      for (const stage of stagesOf(probes)) await this.#stage(stage)
    } finally {
      if (this.#stopped === undefined) await Promise.all([this.#pool.closeAll(), this.#closeLeft()])
      this.#pool.destroy()
      for (const control of [...this.#tools.context.standing]) control.destroy()
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
    const table = this.observations['matrix']
    if (table?.status === 'crashed') return 'fault'
    return table === undefined ? 'not-selected' : 'not-reachable'
  }

  /** Side by side where the server has shown room for as many connections, else one after another. */
  async #stage(stage: readonly Probe[]): Promise<void> {
    await this.#closeLeft(stage)
    const connections = stage.reduce((sum, { atOnce = 1 }) => sum + atOnce, 0)
    if (connections <= roomOf(this.#tools.seen)) {
      const looks = await Promise.all(stage.map(probe => this.#one(probe)))
      for (const [at, probe] of stage.entries()) this.#keep(probe, looks[at])
    } else for (const probe of stage) this.#keep(probe, await this.#one(probe))
  }

  #keep(probe: Probe, observation: Observation | undefined): void {
    if (observation === undefined) return
    this.observations[probe.id] = observation
    this.#tools.progress(probe.title)
  }

  /** What the look at this method left standing, once. */
  #takeSecured(security: Security): Entered | undefined {
    const { left } = this.#notebook
    if (left.secured?.security !== security) return undefined
    const { secured } = left
    delete left.secured
    return secured.control.alive ? secured : undefined
  }

  /** Ends what was left standing for a probe that does not come next: it may take the only place there is. */
  async #closeLeft(next: readonly Probe[] = []): Promise<void> {
    const { left } = this.#notebook
    const { greeted, secured } = left
    const comes = (taker: string): boolean => next.some(({ id }) => id === taker)
    if (greeted !== undefined && !comes('auth')) {
      delete left.greeted
      await greeted.control.close()
    }
    if (secured !== undefined && !comes('login')) {
      delete left.secured
      await secured.control.close()
    }
  }

  async #one(probe: Probe): Promise<Observation> {
    if (this.#stopped !== undefined) return untested(this.#stopped.reason)
    if (this.#tools.address === '') return untested('not-reachable')
    const missing = probe.needs.find(need => this.observations[need]?.status !== 'observed')
    if (missing !== undefined) return untested('not-reachable')
    const { observation, fault, stop } = await observe(probe, this.#tools)
    if (fault !== undefined) this.faults.push(fault)
    const { signal } = this.#tools.context
    this.#stopped ??= stop ?? (signal.aborted ? interruptedBy(signal) : undefined)
    return observation
  }

  /** The quickest connect of the run, and how many stood beside one that was not answered at its first SYN. */
  #noteConnect(beside: number, control: ControlConnection | undefined): void {
    if (control === undefined) return
    const { connectMs } = control
    const notebook = this.#notebook
    notebook.quickestConnectMs = Math.min(notebook.quickestConnectMs, connectMs)
    const { limits, proxy } = this.#tools.context
    const { slowConnect } = limits.silentLooks
    // Whose SYN was not answered, or who else had to wait, a proxy does not say.
    if (proxy !== undefined || beside === 0 || connectMs - notebook.quickestConnectMs < slowConnect) return
    notebook.slowBeside = Math.max(notebook.slowBeside ?? 0, beside)
  }

  #seen(context: EngineContext): Tools['seen'] {
    const { observations, target } = this
    const started = context.clock.wall().toISOString()
    return seenOf({ target, started, cells: [], observations })
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
