import { alertOf } from '../../src/engine/note-tls.js'
import { evidenceOf, type Entered } from '../../src/engine/enter.js'
import type { Tools } from '../../src/engine/tools.js'
import { waitAny } from '../../src/engine/wait-any.js'
import type { Security } from '../../src/model/matrix.js'
import type { Failure } from '../../src/model/step.js'
import type { Span } from '../../src/model/transcript.js'
import { isUnended } from '../../src/model/reply.js'
import type { AuthLook, Entry } from '../auth.js'
import type { PortLook } from '../greeting.js'
import { dialPatiently } from './dial-patiently.js'
import { firstLine, helloLook } from './hello-look.js'
import { keepFeatures } from './keep-features.js'
import type { ClearLook } from './look-in-clear.js'
import { sayOthers } from './say-others.js'

export interface MethodLook {
  readonly entry: Entry
  readonly auth?: AuthLook
  /** Of hellos by hand, which stand for no way of the table. */
  readonly evidence?: readonly Span[]
}

/** Opens one method; where the hello was not answered others are said, and what got no reply is said once more. */
export async function lookAtMethod(
  tools: Tools,
  security: Exclude<Security, 'none'>,
  inClear: Pick<ClearLook, 'unanswered'>,
): Promise<MethodLook> {
  const without = entryWithoutDial(tools, security)
  if (without !== undefined) return { entry: without }
  const entered = await dialPatiently(tools, security)
  const first = helloLook(tools, 'usual', entered)
  const others = isHelloUnanswered(entered) ? await sayOthers(tools, security) : undefined
  let settled: Entered = others?.open ?? entered
  if (others === undefined && deservesRepeat(tools, security, entered, inClear)) {
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
  const hellos = [...(first === undefined ? [] : [first]), ...(others?.hellos ?? [])]
  const raw = others === undefined || others.raw.length === 0 ? {} : { raw: others.raw }
  return {
    entry: entryOf(tools, security, settled),
    auth: { ...before(tools, entered), hellos, ...raw, established: settled.is === 'open' },
    evidence: others?.evidence ?? [],
  }
}

/** The reply to AUTH, and what stopped the upgrade. */
function before(tools: Tools, entered: Entered): Pick<AuthLook, 'reply' | 'bytesBehind'> {
  return {
    ...(entered.auth === undefined ? {} : { reply: entered.auth }),
    ...(entered.is === 'fails' && entered.bytesBehind !== undefined
      ? { bytesBehind: firstLine(tools, entered.bytesBehind) }
      : {}),
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
      failure: failureOf(look.connect),
    }
  if (security === 'implicit') {
    if (look.service === 'tls' || look.service === 'silent' || look.service === 'closed') return undefined
    const reply = look.greeting === undefined ? {} : { reply: look.greeting }
    return { ...base, ...reply, status: 'refused', step: 'handshake', reason: 'greets-in-clear' }
  }
  if (look.service === 'tls')
    return { ...base, status: 'refused', step: 'greeting', reason: 'waits-for-hello' }
  const { greeting: heard, ended } = look
  if (heard !== undefined && isUnended(heard) && ended === undefined)
    return { ...base, status: 'fails', step: 'greeting', failure: 'timeout', reply: heard }
  return silentEntry(look.service, base)
}

function silentEntry(service: string, base: Pick<Entry, 'port' | 'evidence'>): Entry | undefined {
  if (service === 'silent') return { ...base, status: 'fails', step: 'greeting', failure: 'timeout' }
  if (service === 'closed') return { ...base, status: 'fails', step: 'greeting', failure: 'early-end' }
  return service === 'ftp'
    ? undefined
    : { ...base, status: 'fails', step: 'greeting', failure: 'reply-malformed' }
}

function failureOf(connect: PortLook['connect']): Failure {
  return connect === 'unreachable' || connect === 'not-through-proxy' ? connect : 'timeout'
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

/** Another hello may be; an `error` is an answer that our TLS does not take, such as an old version. Who asked for our certificate has answered this one. */
function isHelloUnanswered(entered: Entered): boolean {
  if (entered.is !== 'fails' || entered.hello === undefined) return false
  const { is, asksForCertificate } = entered.hello
  return ['silence', 'fin', 'rst', 'alert', 'error'].includes(is) && asksForCertificate !== true
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
  return tls !== undefined && (heard === undefined || isUnended(heard))
}
