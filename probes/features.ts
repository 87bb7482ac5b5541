import { EngineError } from '../src/engine/engine-error.js'
import { loginMethods } from '../src/engine/planned-commands.js'
import type { Notebook, OlderHello, Probe, Tools } from '../src/engine/tools.js'
import type { Alert } from '../src/model/cell.js'
import type { Security } from '../src/model/matrix.js'
import { observed, untested } from '../src/model/observation.js'
import { replyClass, type Reply } from '../src/model/reply.js'
import type { Failure } from '../src/model/step.js'
import type { Span } from '../src/model/transcript.js'
import { parseFeatures } from '../src/protocol/features.js'

/** One reply to FEAT, and the features that it names: upper case, with their parameters; none where it was refused. */
export interface FeatureList {
  readonly reply: Reply
  readonly names: readonly string[]
}

/** What FEAT names changes with TLS and with the login on many servers; each is absent where nothing was answered. */
export interface Features {
  readonly inClear?: FeatureList
  readonly insideTls?: FeatureList & { readonly security: Security }
  readonly afterLogin?: FeatureList & { readonly security: Security }
  /** It was the first command inside TLS, before the login, and the connection was silent or ended. */
  readonly insideTlsBroke?: {
    readonly security: Security
    readonly failure: Failure
    /** The last word of a server that ended it. */
    readonly reply?: Reply
    /** The alert that came inside TLS (RFC 8446 §6.2). */
    readonly alert?: Alert
    /** What became of the handshake where TLS 1.2 is all that we offer; not asked behind a silence. */
    readonly inTls12?: OlderHello
  }
  /** Where FEAT was sent and got no reply, or none that ended, while the connection stood. */
  readonly unanswered?: readonly ('inClear' | 'afterLogin')[]
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly features: Features
  }
}

/** FEAT before TLS, inside TLS and after login, on connections that stand anyway (RFC 2389 §3). */
export const probe: Probe<'features'> = {
  id: 'features',
  title: 'FEAT before TLS, inside it, and after login',
  references: ['RFC 2389 §3'],
  needs: ['auth'],
  after: ['login'],
  plan: wishes => (loginMethods(wishes).length === 0 ? undefined : { connections: 0, commands: ['FEAT'] }),
  async observe(tools) {
    const auth = tools.seen.of('auth')
    const inClear = auth.status === 'observed' ? auth.value.features?.reply : undefined
    const { featuresInsideTls: inside, featuresBroke: broke } = tools.notebook
    const { list: after, ...silence } = await afterLogin(tools)
    const unanswered = [
      ...(auth.status === 'observed' && auth.value.unanswered === 'FEAT' ? (['inClear'] as const) : []),
      ...(silence.evidence === undefined ? [] : (['afterLogin'] as const)),
    ]
    const isSeen = [inClear, inside, broke, after].some(look => look !== undefined)
    if (!isSeen && unanswered.length === 0) return untested('not-offered')
    return observed(
      {
        ...(inClear === undefined ? {} : { inClear: listOf(inClear) }),
        ...(inside === undefined
          ? {}
          : { insideTls: { ...listOf(inside.reply), security: inside.security } }),
        ...(broke === undefined ? {} : { insideTlsBroke: withoutEvidence(broke) }),
        ...(after === undefined ? {} : { afterLogin: { ...listOf(after.reply), security: after.security } }),
        ...(unanswered.length === 0 ? {} : { unanswered }),
      },
      [
        ...(inside?.evidence ?? []),
        ...(broke?.evidence ?? []),
        ...(after?.evidence ?? []),
        ...(silence.evidence ?? []),
      ],
    )
  },
  stable: ({ inClear, insideTls, insideTlsBroke, afterLogin: after, unanswered }) => ({
    inClear: stableList(inClear),
    insideTls: stableList(insideTls) ?? insideTlsBroke?.failure,
    afterLogin: stableList(after),
    unanswered: unanswered?.join(', '),
  }),
}

function withoutEvidence(
  broke: NonNullable<Notebook['featuresBroke']>,
): NonNullable<Features['insideTlsBroke']> {
  const { security, failure, reply, alert, inTls12 } = broke
  return {
    security,
    failure,
    ...(reply && { reply }),
    ...(alert && { alert }),
    ...(inTls12 && { inTls12 }),
  }
}

function listOf(reply: Reply): FeatureList {
  return { reply, names: replyClass(reply) === 2 ? parseFeatures(reply.lines) : [] }
}

interface AfterLogin {
  readonly list?: { readonly security: Security; readonly reply: Reply; readonly evidence: readonly Span[] }
  /** Of a silence. */
  readonly evidence?: readonly Span[]
}

/** On the session of the first login, which goes on to the next probe. */
async function afterLogin(tools: Tools): Promise<AfterLogin> {
  const session = tools.sessions.unpark()
  if (session === undefined) return {}
  tools.sessions.park(session)
  const { recorder } = session.control
  const mark = recorder.mark()
  try {
    const reply = await session.command('FEAT', 'features')
    return { list: { security: session.security, reply, evidence: [recorder.since(mark)] } }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const evidence = [recorder.since(mark)]
    const { reply } = error
    return error.failure === 'timeout'
      ? { evidence, ...(reply && { list: { security: session.security, reply, evidence } }) }
      : {}
  }
}

function stableList(list: FeatureList | undefined): unknown {
  if (list === undefined) return undefined
  return list.names.length > 0 ? [...list.names].sort().join(', ') : list.reply.code
}
