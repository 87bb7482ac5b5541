import { alertOf } from '../../src/engine/note-tls.js'
import { evidenceOf, type Entered } from '../../src/engine/enter.js'
import type { Tools } from '../../src/engine/tools.js'
import { waitAny } from '../../src/engine/wait-any.js'
import type { Security } from '../../src/model/matrix.js'
import type { AuthLook, Entry, HelloLook } from '../auth.js'
import { dialPatiently } from './dial-patiently.js'
import { firstLine, helloLook } from './hello-look.js'
import { keepFeatures } from './keep-features.js'
import type { ClearLook } from './look-in-clear.js'
import { shapes } from './shapes.js'

export interface MethodLook {
  readonly entry: Entry
  readonly auth?: AuthLook
}

/** Opens one method; where the hello met silence, an end or an alert, three shapes are tried at the same time, and what got no reply is said once more. */
export async function lookAtMethod(
  tools: Tools,
  security: Exclude<Security, 'none'>,
  inClear: Pick<ClearLook, 'unanswered'>,
): Promise<MethodLook> {
  const without = entryWithoutDial(tools, security)
  if (without !== undefined) return { entry: without }
  const entered = await dialPatiently(tools, security)
  const first = helloLook(tools, 'usual', entered)
  const hellos = first === undefined ? [] : [first]
  let settled = entered
  if (isHelloUnanswered(entered)) {
    const others = await tryShapes(tools, security)
    hellos.push(...others.flatMap(({ look }) => (look === undefined ? [] : [look])))
    settled =
      others.find(({ shape, entered: other }) => shape === 'usual' && other.is === 'open')?.entered ?? entered
  } else if (deservesRepeat(tools, security, entered, inClear)) {
    if (isEndAtGreeting(entered)) await aMoment(tools)
    const again = await dialPatiently(tools, security)
    if (again.is === 'open') settled = again
  }
  if (settled.is === 'open') {
    keepChain(tools, security, settled)
    const inStep = inClear.unanswered === 'FEAT' || (await keepFeatures(tools, security, settled.control))
    if (inStep && isForLogin(tools, security, settled)) tools.notebook.left.secured = { ...settled, security }
    else await settled.control.close()
  }
  const reply = entered.auth === undefined ? {} : { reply: entered.auth }
  const behind =
    entered.is === 'fails' && entered.bytesBehind !== undefined
      ? { bytesBehind: firstLine(tools, entered.bytesBehind) }
      : {}
  return {
    entry: entryOf(tools, security, settled),
    auth: { ...reply, ...behind, hellos, established: settled.is === 'open' },
  }
}

/** What needs no connection: a port that was seen not to take one, or to speak another way. */
export function entryWithoutDial(tools: Tools, security: Security): Entry | undefined {
  if (!tools.wishes.securities.includes(security))
    return { status: 'untested', reason: 'not-selected', port: null, evidence: [] }
  const greeting = tools.seen.of('greeting')
  if (greeting.status !== 'observed')
    return { status: 'untested', reason: 'not-reachable', port: null, evidence: [] }
  const look = security === 'implicit' ? greeting.value.implicit : greeting.value.explicit
  const { evidence } = greeting
  const base = { port: look.port, evidence }
  if (look.connect === 'refused')
    return { ...base, status: 'refused', step: 'connect', reason: 'no-listener' }
  if (look.connect !== 'open')
    return {
      ...base,
      status: 'fails',
      step: 'connect',
      failure: look.connect === 'unreachable' ? 'unreachable' : 'timeout',
    }
  if (security === 'implicit') {
    if (look.service === 'tls' || look.service === 'silent' || look.service === 'closed') return undefined
    const reply = look.greeting === undefined ? {} : { reply: look.greeting }
    return { ...base, ...reply, status: 'refused', step: 'handshake', reason: 'greets-in-clear' }
  }
  if (look.service === 'tls')
    return { ...base, status: 'refused', step: 'greeting', reason: 'waits-for-hello' }
  return silentEntry(look.service, base)
}

function silentEntry(service: string, base: Pick<Entry, 'port' | 'evidence'>): Entry | undefined {
  if (service === 'silent') return { ...base, status: 'fails', step: 'greeting', failure: 'timeout' }
  if (service === 'closed') return { ...base, status: 'fails', step: 'greeting', failure: 'early-end' }
  return service === 'ftp'
    ? undefined
    : { ...base, status: 'fails', step: 'greeting', failure: 'reply-malformed' }
}

export function entryOf(tools: Tools, security: Security, entered: Entered): Entry {
  const { implicit, explicit } = tools.target.ports
  const port = security === 'implicit' ? implicit : explicit
  const evidence = evidenceOf(entered)
  const tls = entered.control?.tls?.facts
  const base = { port, evidence, ...(tls === undefined ? {} : { tls }) }
  switch (entered.is) {
    case 'open':
      return { ...base, status: 'open' }
    case 'refused':
      return { ...base, status: 'refused', step: entered.step, reply: entered.reply }
    case 'fails': {
      const reply = entered.reply === undefined ? {} : { reply: entered.reply }
      const { step, failure, hello } = entered
      return { ...base, ...reply, status: 'fails', step, failure, ...alertOf(hello) }
    }
  }
}

/** A login by this method will go on from here. */
function isForLogin(
  { wishes }: Tools,
  security: Security,
  { control }: Extract<Entered, { is: 'open' }>,
): boolean {
  return security === 'auth-tls' && wishes.login === 'asked' && control.alive
}

/** The chain is read from a full handshake, of the method that logins prefer; it outlives the connection. */
function keepChain(tools: Tools, security: Security, entered: Extract<Entered, { is: 'open' }>): void {
  const link = entered.control.tls
  if (link === undefined) return
  tools.notebook.chain = {
    security,
    certificates: link.chain,
    ...(link.problem === undefined ? {} : { problem: link.problem }),
    trusted: link.authorized,
    evidence: evidenceOf(entered),
  }
}

async function tryShapes(
  tools: Tools,
  security: Security,
): Promise<
  readonly {
    readonly shape: HelloLook['shape']
    readonly look: HelloLook | undefined
    readonly entered: Entered
  }[]
> {
  return Promise.all(
    (Object.keys(shapes) as HelloLook['shape'][]).map(async shape => {
      const entered = await tools.dial(security, tools.plan.of('auth'), shapes[shape](tools.hello()))
      if (entered.is !== 'open' || shape !== 'usual') await entered.control?.close()
      return { shape, look: helloLook(tools, shape, entered), entered }
    }),
  )
}

/** Another hello may be. Who asked for our certificate has answered this one. */
function isHelloUnanswered(entered: Entered): boolean {
  if (entered.is !== 'fails' || entered.hello === undefined) return false
  const { is, asksForCertificate } = entered.hello
  return ['silence', 'fin', 'rst', 'alert'].includes(is) && asksForCertificate !== true
}

/** No reply: said once more, unless two looks have met that silence already. */
function deservesRepeat(
  tools: Tools,
  security: Security,
  entered: Entered,
  { unanswered }: Pick<ClearLook, 'unanswered'>,
): boolean {
  if (entered.is !== 'fails' || entered.hello !== undefined || entered.bytesBehind !== undefined) return false
  if (entered.failure === 'reply-malformed' || entered.step === 'connect') return false
  if (entered.failure === 'timeout' && entered.step === 'auth') return unanswered !== 'AUTH'
  return !(security === 'implicit' && entered.failure === 'timeout' && isMuteInsideTls(tools))
}

/** A server that has room for one only may not have noticed yet that the one before has gone (ProFTPD 1.3.8, MaxInstances 1). */
function isEndAtGreeting(entered: Entered): boolean {
  return entered.is === 'fails' && entered.step === 'greeting' && entered.failure !== 'timeout'
}

async function aMoment({ context }: Tools): Promise<void> {
  await waitAny(context, [], context.limits.pausesWhenTurnedAway[0] ?? 0)
}

function isMuteInsideTls(tools: Tools): boolean {
  const greeting = tools.seen.of('greeting')
  if (greeting.status !== 'observed') return false
  const { tls, greeting: heard } = greeting.value.implicit
  return tls !== undefined && heard === undefined
}
