import { EngineError } from '../src/engine/engine-error.js'
import { evidenceOf, type Entered } from '../src/engine/enter.js'
import { authCommands } from '../src/engine/planned-commands.js'
import type { Probe, Tools, Wishes } from '../src/engine/tools.js'
import { wayOf, type Security } from '../src/model/matrix.js'
import { observed, untested, type Observation } from '../src/model/observation.js'
import { isNegative, type Reply } from '../src/model/reply.js'
import { dialPatiently } from './auth/dial-patiently.js'

/** The replies to USER with a made-up name; PASS is never sent. */
export interface ClearLogin {
  readonly reply: Reply
  /** To the same name inside TLS, asked only where it was refused in clear: that tells the name from the clear text. */
  readonly insideTls?: { readonly security: Security; readonly reply: Reply }
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly 'clear-login': ClearLogin
  }
}

/** What a client that forgets TLS meets: whether the server asks it for a password in clear (RFC 959 §5.4, RFC 4217 §12). */
export const probe: Probe<'clear-login'> = {
  id: 'clear-login',
  title: 'USER in clear, with a made-up name',
  references: ['RFC 959 §5.4', 'RFC 4217 §12'],
  needs: ['auth'],
  after: ['login', 'work', 'matrix'],
  plan: wishes => {
    const { login, securities } = wishes
    if (login === 'not-wanted' || !securities.includes('none') || !wantsClearWays(wishes)) return undefined
    return { connections: 2, commands: [...authCommands(securities), `USER ${madeUp}<...>`, 'QUIT'] }
  },
  async observe(tools) {
    const why = whyNot(tools)
    if (why !== undefined) return untested(why)
    const inClear = await sayUser(tools, 'none')
    if (inClear.status !== 'observed' || !isNegative(inClear.value)) return asValue(inClear)
    const method = tlsMethod(tools)
    const inside = method === undefined ? undefined : await sayUser(tools, method)
    if (method === undefined || inside?.status !== 'observed') return asValue(inClear)
    return observed({ reply: inClear.value, insideTls: { security: method, reply: inside.value } }, [
      ...inClear.evidence,
      ...inside.evidence,
    ])
  },
  stable: ({ reply, insideTls }) => ({ inClear: reply.code, insideTls: insideTls?.reply.code }),
}

function wantsClearWays({ cells }: Wishes): boolean {
  return [...cells].some(id => wayOf(id).security === 'none')
}

function whyNot({ seen, wishes }: Tools): string | undefined {
  if (wishes.login === 'not-wanted') return 'not-selected'
  if (!wantsClearWays(wishes)) return 'not-selected'
  const auth = seen.of('auth')
  if (auth.status !== 'observed') return 'not-reachable'
  const { status, reason } = auth.value.entries.none
  if (status === 'open') return undefined
  return status === 'untested' ? (reason ?? 'not-selected') : 'not-offered'
}

function tlsMethod({ seen }: Tools): Security | undefined {
  const auth = seen.of('auth')
  const login = seen.of('login')
  // USER was left without an answer already: nothing new would be seen, and a silence takes long.
  if (login.status === 'broken' && login.command === 'USER') return undefined
  const order: readonly Security[] = ['auth-tls', 'implicit', 'auth-ssl']
  return auth.status === 'observed'
    ? order.find(security => auth.value.entries[security].status === 'open')
    : undefined
}

/** One connection, one USER, QUIT. */
async function sayUser(tools: Tools, security: Security): Promise<Observation<Reply>> {
  const entered = await dialPatiently(tools, security, 'clear-login')
  if (entered.is !== 'open') return notOpened(entered)
  const { control } = entered
  try {
    const reply = await control.command(`USER ${madeUpName(tools)}`, 'login')
    return observed(reply, [control.recorder.all()])
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const { step, failure } = error
    return { status: 'broken', step, failure, evidence: [control.recorder.all()] }
  } finally {
    await control.close()
  }
}

/** Nobody's name, and one that tells an administrator who reads the log where it comes from. */
const madeUp = 'ftps-doctor-made-up-name'

function madeUpName({ target }: Tools): string {
  return target.user === madeUp ? `${madeUp}-2` : madeUp
}

function notOpened(entered: Exclude<Entered, { is: 'open' }>): Observation<Reply> {
  const { step, reply } = entered
  const failure = entered.is === 'fails' ? entered.failure : 'early-end'
  const withReply = reply === undefined ? {} : { reply }
  return { status: 'broken', step, failure, ...withReply, evidence: evidenceOf(entered) }
}

function asValue(look: Observation<Reply>): Observation<ClearLogin> {
  return look.status === 'observed' ? observed({ reply: look.value }, look.evidence) : look
}
