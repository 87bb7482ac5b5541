import type { Failure } from '../../src/model/step.js'
import type { Span } from '../../src/model/transcript.js'
import type { PortLook, Greeting } from '../greeting.js'
import type { Tools } from '../../src/engine/tools.js'
import { connectControl } from '../../src/engine/connect-control.js'
import type { ControlConnection } from '../../src/engine/control-connection.js'
import { EngineError } from '../../src/engine/engine-error.js'
import { enter, evidenceOf, type Entered } from '../../src/engine/enter.js'
import { dialOut } from '../../src/engine/dial-out.js'
import type { ProxyAnswer } from '../../src/net/proxy.js'
import { serviceOf } from '../../src/protocol/service.js'
import { isUnended, replyClass, type Reply } from '../../src/model/reply.js'

export interface Look {
  readonly look: PortLook
  readonly evidence: readonly Span[]
}

const connectWords: Partial<Record<Failure, PortLook['connect']>> = {
  'connection-refused': 'refused',
  timeout: 'silent',
  'not-through-proxy': 'not-through-proxy',
}

/** Connects and listens; only where nothing is said does a second connection say hello. */
export async function lookAtExplicitPort(tools: Tools, port: number): Promise<Look> {
  const { clock } = tools.context
  const asked = tools.wishes.securities.some(security => security !== 'implicit')
  const started = clock.now()
  let control: ControlConnection
  const id = tools.plan.of('greeting')
  try {
    control = await connectControl(tools.context, { id, address: tools.address, port })
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const evidence = [{ connection: id, from: 1, to: 1 }]
    return unconnected({ port, asked, connectSeconds: (clock.now() - started) / 1000 }, error, evidence)
  }
  const connectSeconds = (clock.now() - started) / 1000
  const heard = await hearOrDestroy(tools, control, id)
  const { firstBytes, endedBy } = control
  if (heard.reply === undefined) control.destroy()
  else if (isWelcome(control, heard.reply))
    tools.notebook.left.greeted = { is: 'open', control, greeting: heard.reply }
  else await control.close()
  const base = { port, asked, connect: 'open' as const, connectSeconds }
  const first = firstBytes.length > 0 ? { firstBytes: shown(tools, firstBytes) } : {}
  const isHeard = heard.reply !== undefined && !isUnended(heard.reply)
  const ended = endedBy !== undefined && !isHeard ? { ended: endedBy } : {}
  return {
    look: { ...base, ...first, ...ended, ...greetingFacts(tools, control, heard) },
    evidence: [control.recorder.all(), ...(heard.evidence ?? [])],
  }
}

/** The next probe goes on from here. */
function isWelcome(control: ControlConnection, greeting: Reply): boolean {
  const isWhole = replyClass(greeting) === 2 && !isUnended(greeting)
  return isWhole && serviceOf(control.firstBytes) === 'ftp' && control.alive
}

interface Heard {
  readonly reply?: Reply
  readonly seconds: number
  readonly tls?: Entered
  readonly evidence?: readonly Span[]
}

/** An interruption leaves no connection behind. */
async function hearOrDestroy(tools: Tools, control: ControlConnection, id: number): Promise<Heard> {
  try {
    return await hearGreeting(tools, control, id)
  } catch (error) {
    control.destroy()
    throw error
  }
}

/** Waits for the greeting; after a silence a second connection tries TLS, and whichever speaks first settles it. */
async function hearGreeting(tools: Tools, control: ControlConnection, id: number): Promise<Heard> {
  const { clock, limits } = tools.context
  const started = clock.now()
  const seconds = (): number => (clock.now() - started) / 1000
  const first = await hearFinalGreeting(control, limits.silentLooks.greeting, clock)
  if (first !== undefined) return { reply: first, seconds: seconds() }
  if (!control.alive) return { seconds: seconds() }
  if (control.firstBytes.length > 0) return hearTheRest(tools, control, started)
  const trying = helloTo(tools, control.peerPort)
  const tls = await Promise.race([trying, untilSpoken(control)])
  if (tls?.is === 'open') return { seconds: seconds(), tls, evidence: await closing(tls) }
  const left = limits.deadlines.greeting - (clock.now() - started)
  const late = await hearFinalGreeting(control, Math.max(1, left), clock)
  const entered = await trying
  const evidence = await closing(entered)
  if (late === undefined && control.endedBy === undefined)
    control.recorder.note('deadline', { text: `no greeting on connection ${id}` })
  return late === undefined
    ? { seconds: seconds(), tls: entered, evidence }
    : { reply: late, seconds: seconds(), evidence }
}

/** TLS as the first thing said to this very port. */
function helloTo(tools: Tools, port: number): Promise<Entered> {
  const id = tools.plan.of('greeting')
  const { context, address } = tools
  return enter(context, { id, address, port, security: 'implicit', hello: tools.hello() })
}

/** A greeting has begun: its end has the whole deadline; where that stays away, what there is of it. */
async function hearTheRest(
  { context: { clock, limits } }: Tools,
  control: ControlConnection,
  started: number,
): Promise<Heard> {
  const left = limits.deadlines.greeting - (clock.now() - started)
  const reply = (await hearFinalGreeting(control, Math.max(1, left), clock)) ?? control.takeBegun()
  const seconds = (clock.now() - started) / 1000
  return reply === undefined ? { seconds } : { reply, seconds }
}

async function untilSpoken(control: ControlConnection): Promise<undefined> {
  await control.changed().promise
  return undefined
}

async function closing(entered: Entered): Promise<readonly Span[]> {
  if (entered.control === undefined) return []
  const evidence = entered.control.recorder.all()
  await entered.control.close()
  return [evidence]
}

/** 120 means wait: the greeting is what comes after (RFC 959 §5.4). */
async function hearFinalGreeting(
  control: ControlConnection,
  patienceMs: number,
  clock: Tools['context']['clock'],
): Promise<Reply | undefined> {
  const until = clock.now() + patienceMs
  for (;;) {
    const heard = await control.hear(Math.max(0, until - clock.now()))
    if (heard.is !== 'reply') return undefined
    if (replyClass(heard.reply) !== 1) return heard.reply
  }
}

function greetingFacts(
  tools: Tools,
  control: ControlConnection,
  heard: Heard,
): Pick<PortLook, 'service' | 'greeting' | 'greetingSeconds' | 'tls' | 'ended'> {
  if (heard.reply !== undefined) {
    const service = serviceOf(Buffer.from(heard.reply.lines.join('\n')))
    return { service, greeting: heard.reply, greetingSeconds: heard.seconds }
  }
  if (control.firstBytes.length > 0) return { service: serviceOf(control.firstBytes) }
  if (heard.tls !== undefined) return tlsFacts(tools, heard.tls, 'silent')
  return { service: control.alive ? 'silent' : 'closed' }
}

/** The implicit port gets a hello at once: that is what implicit TLS means. */
export async function lookAtImplicitPort(tools: Tools, port: number): Promise<Look> {
  const { clock } = tools.context
  const started = clock.now()
  const entered = await tools.dial('implicit', tools.plan.of('greeting'))
  const seconds = (clock.now() - started) / 1000
  const asked = tools.wishes.implicitAsked
  if (entered.control === undefined) {
    const failed = entered.is === 'fails' ? entered : { failure: 'timeout' as const }
    return unconnected({ port, asked, connectSeconds: seconds }, failed, evidenceOf(entered))
  }
  const evidence = await closing(entered)
  const first = entered.control.firstBytes
  return {
    look: {
      port,
      asked,
      connect: 'open',
      connectSeconds: seconds,
      ...(first.length > 0 ? { firstBytes: shown(tools, first) } : {}),
      ...tlsFacts(tools, entered, 'closed'),
    },
    evidence,
  }
}

function tlsFacts(
  tools: Tools,
  entered: Entered,
  without: 'silent' | 'closed',
): Pick<PortLook, 'service' | 'greeting' | 'tls' | 'firstBytes' | 'ended'> {
  const tls = entered.control?.tls?.facts
  const begun = entered.is === 'fails' && entered.step === 'greeting' ? entered.reply : undefined
  const heard = entered.greeting ?? begun
  const greeting = heard === undefined ? {} : { greeting: heard }
  if (tls !== undefined) return { service: 'tls', tls, ...greeting, ...endInside(entered) }
  if (entered.is !== 'fails' || entered.hello === undefined) return { service: without }
  const { hello } = entered
  if (hello.is === 'alert' || hello.is === 'error') return { service: 'tls' }
  if (hello.is === 'silence') return { service: 'silent' }
  if (hello.is !== 'clear-text') return { service: 'closed' }
  return { service: serviceOf(hello.bytes), firstBytes: shown(tools, hello.bytes) }
}

/** TLS stood, and the server ended it instead of a greeting: by an end, or by an alert. */
function endInside(entered: Entered): Pick<PortLook, 'ended'> {
  if (entered.is !== 'fails' || entered.step !== 'greeting') return {}
  if (entered.failure === 'early-end' || entered.failure === 'tls-alert') return { ended: 'fin' }
  return entered.failure === 'connection-reset' ? { ended: 'rst' } : {}
}

/** Base64 of the first bytes; what repeats a password is cut out of all before it is cut short. */
function shown({ context }: Tools, bytes: Buffer): string {
  return context.transcript.redactor
    .bytes(bytes)
    .subarray(0, context.limits.firstBytesKept)
    .toString('base64')
}

function unconnected(
  port: Pick<PortLook, 'port' | 'asked' | 'connectSeconds'>,
  { failure, proxy }: { readonly failure: Failure; readonly proxy?: ProxyAnswer | undefined },
  evidence: readonly Span[],
): Look {
  const connect = connectWords[failure] ?? 'unreachable'
  return {
    look: { ...port, connect, service: 'none', ...(proxy === undefined ? {} : { proxy }) },
    evidence,
  }
}

const usualPort = 21
const highPort = 65_021

/** Dialled once where the target's own ports are silent. */
export function witnessPorts(tried: readonly number[]): readonly number[] {
  return [usualPort, highPort].filter(port => !tried.includes(port))
}

/** The other usual port and a high one: an answer, RST included, proves that the host is there. */
export async function dialWitness(
  tools: Tools,
  tried: readonly number[],
): Promise<NonNullable<Greeting['witness']>> {
  const { context } = tools
  const ports = witnessPorts(tried)
  const looks = await Promise.all(
    ports.map(async port => {
      const outcome = await dialOut(context, {
        host: tools.address,
        port,
        deadlineMs: context.limits.deadlines.dataConnect,
      })
      if (outcome.is === 'open') outcome.socket.destroy()
      return { port, connect: outcome.is === 'aborted' ? ('not-tried' as const) : outcome.is }
    }),
  )
  const answering = looks.find(({ connect }) => connect === 'refused' || connect === 'open')
  return answering ?? looks.at(-1) ?? { port: highPort, connect: 'not-tried' }
}
