import type { EngineContext } from '../engine/context.js'
import { Interrupted } from '../engine/engine-error.js'
import { Redactor } from '../engine/redactor.js'
import type { Probe } from '../engine/tools.js'
import { Transcript } from '../engine/transcript.js'
import { limits as usualLimits } from '../model/limits.js'
import { reportSchemaId, type Recording } from '../model/report.js'
import { systemClock } from '../net/clock.js'
import type { Proxy } from '../net/proxy.js'
import { makeTrust, type Trust } from '../tls/trust.js'
import type { CheckOptions } from './check-options.js'
import { defaultLoginBudget } from './login-budget.js'
import { checkProxy } from './check-proxy.js'
import { makeTarget } from './make-target.js'
import { longestOf } from './longest-of.js'
import { makeWishes } from './make-wishes.js'
import { Run } from './run.js'
import { inOrder, selectProbes } from './select-probes.js'
import type { Credentials } from './session-pool.js'
import { tool } from './tool.js'
import { UsageError } from './usage-error.js'

/** One run: every probe in order, each with what it needs; what was seen is kept whatever ends it. */
export async function record(
  host: string,
  options: CheckOptions,
  probes: readonly Probe[],
): Promise<Recording> {
  checkProxy(host, options)
  const credentials = credentialsOf(options)
  const wishes = makeWishes(options, credentials !== undefined)
  const trust = trustOf(options)
  const limits = options.limits ?? usualLimits
  const clock = options.clock ?? systemClock
  const budget = new AbortController()
  const started = clock.wall().toISOString()
  const begun = clock.now()
  const stopTimer = clock.after(longestOf(limits, wishes), () => budget.abort(new Interrupted('time-budget')))
  const signal = AbortSignal.any([budget.signal, ...(options.signal === undefined ? [] : [options.signal])])
  const redactor = new Redactor([
    ...(credentials === undefined || options.anonymous === true ? [] : [credentials.password]),
    ...secretsOf(options.proxy),
  ])
  const transcript = new Transcript({
    clock,
    limits,
    redactor,
    ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
  })
  const { proxy } = options
  const context: EngineContext = {
    clock,
    limits,
    transcript,
    trust,
    signal,
    standing: new Set(),
    ...(proxy === undefined ? {} : { proxy }),
  }
  try {
    const target = await makeTarget(host, options, { clock, limits, signal })
    const loginBudget = options.loginBudget ?? defaultLoginBudget
    const run = new Run({ context, target, wishes, options, credentials, loginBudget })
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
        loginBudget,
        connections: transcript.connections().length,
        ...(options.caFile === undefined ? {} : { ca: options.caFile }),
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

function credentialsOf(options: CheckOptions): Credentials | undefined {
  if (options.login === false) return undefined
  if (options.anonymous === true) return { user: 'anonymous', password: 'ftps-doctor@' }
  const { user, password } = options
  if (user === undefined || password === undefined) return undefined
  if (/[\r\n\0]/.test(user + password)) throw new UsageError('user and password may not contain line breaks')
  return { user, password }
}

/** The password, and what an HTTP proxy hears of it (RFC 7617). */
function secretsOf({ user = '', password }: Partial<Proxy> = {}): readonly string[] {
  return password === undefined ? [] : [password, Buffer.from(`${user}:${password}`).toString('base64')]
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
