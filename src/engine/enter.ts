import { isNegative, replyClass, type Reply } from '../model/reply.js'
import type { Security } from '../model/matrix.js'
import type { Failure, Step } from '../model/step.js'
import type { Span } from '../model/transcript.js'
import type { ProxyAnswer } from '../net/proxy.js'
import type { HandshakeOutcome } from '../tls/handshake.js'
import type { EngineContext } from './context.js'
import { connectControl } from './connect-control.js'
import type { ControlConnection, Hello } from './control-connection.js'
import { EngineError } from './engine-error.js'
import { handshakeFailure } from './note-tls.js'

/** Where a control connection goes and how it is to be secured. */
export interface EntryRequest {
  readonly id: number
  readonly address: string
  readonly port: number
  readonly security: Security
  readonly hello: Hello
}

/** How far a control connection came: `open` stands where USER may be sent. */
export type Entered = {
  readonly control?: ControlConnection
  readonly greeting?: Reply
  readonly auth?: Reply
} & (
  | { readonly is: 'open'; readonly control: ControlConnection }
  | { readonly is: 'refused'; readonly step: Step; readonly reply: Reply }
  | {
      readonly is: 'fails'
      readonly step: Step
      readonly failure: Failure
      readonly reply?: Reply
      readonly hello?: HandshakeOutcome
      /** Clear bytes behind 234: the upgrade was stopped (RFC 4217 §4 has none). */
      readonly bytesBehind?: Buffer
      /** Where it never came to a control connection: what the transcript has of it. */
      readonly unconnected?: Span
      /** Where a proxy was to connect, and did not. */
      readonly proxy?: ProxyAnswer
    }
)

/** The whole connection, as far as it came. */
export function evidenceOf(entered: Entered): readonly Span[] {
  if (entered.control !== undefined) return [entered.control.recorder.all()]
  return entered.is === 'fails' && entered.unconnected !== undefined ? [entered.unconnected] : []
}

interface Arrived {
  control?: ControlConnection
  greeting?: Reply
  auth?: Reply
}

/** Connects, reads the greeting and secures the connection, by one of the four methods. Only the wire can make it fail. */
export async function enter(context: EngineContext, request: EntryRequest): Promise<Entered> {
  const so: Arrived = {}
  try {
    const control = await connectControl(context, request)
    so.control = control
    if (request.security === 'implicit') {
      const hello = await control.startTls(request.hello)
      if (hello.is !== 'done') return notShaken(so, hello)
    }
    const greeting = await readGreeting(context, control)
    so.greeting = greeting
    if (isNegative(greeting)) return { ...so, is: 'refused', step: 'greeting', reply: greeting }
    if (replyClass(greeting) !== 2)
      return { ...so, is: 'fails', step: 'greeting', failure: 'reply-malformed', reply: greeting }
    if (request.security === 'none' || request.security === 'implicit') return { ...so, is: 'open', control }
    return await authenticate(so, control, request, context.limits.bytesBehindKept)
  } catch (error) {
    if (!(error instanceof EngineError)) {
      so.control?.destroy()
      throw error
    }
    const reply = error.reply === undefined ? {} : { reply: error.reply }
    const only = so.control === undefined ? { unconnected: { connection: request.id, from: 1, to: 1 } } : {}
    const through = error.proxy === undefined ? {} : { proxy: error.proxy }
    return { ...so, is: 'fails', step: error.step, failure: error.failure, ...reply, ...only, ...through }
  }
}

/** 120 means wait (RFC 959 §5.4); the greeting is what comes after. */
export async function readGreeting(context: EngineContext, control: ControlConnection): Promise<Reply> {
  const { clock, limits } = context
  const until = clock.now() + limits.deadlines.greeting
  for (;;) {
    const reply = await control.readReply('greeting', Math.max(1, until - clock.now()))
    if (replyClass(reply) !== 1) return reply
  }
}

async function authenticate(
  so: Arrived,
  control: ControlConnection,
  request: EntryRequest,
  kept: number,
): Promise<Entered> {
  const auth = await control.command(request.security === 'auth-ssl' ? 'AUTH SSL' : 'AUTH TLS', 'auth')
  so.auth = auth
  if (isNegative(auth)) return { ...so, is: 'refused', step: 'auth', reply: auth }
  if (!acceptsAuth(auth)) return { ...so, is: 'fails', step: 'auth', failure: 'reply-malformed', reply: auth }
  const bytesBehind = control.takeRest()
  if (bytesBehind.length > 0) {
    control.recorder.note('receive', {
      bytes: bytesBehind.subarray(0, kept),
      dropped: Math.max(0, bytesBehind.length - kept),
    })
    control.destroy()
    return { ...so, is: 'fails', step: 'auth', failure: 'tls-not-spoken', bytesBehind }
  }
  const hello = await control.startTls(request.hello)
  return hello.is === 'done' ? { ...so, is: 'open', control } : notShaken(so, hello)
}

/** 234 (RFC 4217 §4), or 334 as older servers answer AUTH SSL; 202 means that AUTH did nothing. */
function acceptsAuth(reply: Reply): boolean {
  return reply.code === 334 || (replyClass(reply) === 2 && reply.code !== 202)
}

function notShaken(so: Arrived, hello: HandshakeOutcome): Entered {
  return { ...so, is: 'fails', step: 'handshake', failure: handshakeFailure(hello), hello }
}
