import type { Heard } from '../src/engine/control-connection.js'
import { EngineError } from '../src/engine/engine-error.js'
import type { FtpSession } from '../src/engine/ftp-session.js'
import { loginCommands, loginMethods } from '../src/engine/planned-commands.js'
import type { Probe, Tools } from '../src/engine/tools.js'
import type { Security } from '../src/model/matrix.js'
import { observed, untested } from '../src/model/observation.js'
import type { Reply } from '../src/model/reply.js'
import { loginPatiently } from './login/login-patiently.js'
import { whyNoSession } from './resumption/own-session.js'

/** What became of a logged-in session on which nothing was said. */
export interface Idle {
  /** It answered NOOP behind the silence; the server, or something between, ended it; or nothing came any more. */
  readonly is: 'alive' | 'ended' | 'silent'
  /** Seconds from the login to its end, or to NOOP. */
  readonly seconds: number
  /** The last word, where it was ended with one. */
  readonly reply?: Reply
  readonly by?: 'fin' | 'rst'
  /** Where it is silent: whether another connection was greeted then. */
  readonly greeted?: boolean
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly idle: Idle
  }
}

/** Two minutes of silence on a session of its own, last of all: only with `--audit` (RFC 1123 §4.1.3.2). */
export const probe: Probe<'idle'> = {
  id: 'idle',
  title: 'Two minutes of silence on a session',
  references: ['RFC 1123 §4.1.3.2', 'RFC 5382 §5'],
  needs: [],
  after: [
    'after-refusal',
    'clear-login',
    'early-hello',
    'login',
    'matrix',
    'order',
    'passive-address',
    'resumption',
  ],
  plan: wishes => {
    const methods = loginMethods(wishes)
    if (!wishes.audit || methods.length === 0) return undefined
    const note = 'nothing is said on the first for two minutes; the second only where it is silent then'
    return { connections: 2, commands: [...loginCommands(methods), 'NOOP', 'QUIT'], note }
  },
  async observe(tools) {
    if (!tools.wishes.audit) return untested('needs-audit')
    const login = tools.seen.of('login')
    if (login.status !== 'observed' || !login.value.accepted) return untested('login-refused')
    const { security } = login.value
    const opened = await loginPatiently(tools, security, () => tools.plan.of('idle'))
    if (opened.is !== 'open') return untested(whyNoSession(opened))
    const { session } = opened
    try {
      return observed(await waitFor(tools, session, security), [session.control.recorder.all()])
    } finally {
      await tools.sessions.release(session)
    }
  },
  stable: ({ is, reply, by }) => ({ is, reply: reply?.code, by: reply === undefined ? by : undefined }),
}

async function waitFor(tools: Tools, session: FtpSession, security: Security): Promise<Idle> {
  const { clock } = tools.context
  const { control } = session
  const begun = clock.now()
  const seconds = (): number => Math.round(clock.now() - begun) / 1000
  const heard = await hearEnd(tools, control)
  if (heard.is === 'reply') return { is: 'ended', seconds: seconds(), reply: heard.reply }
  if (heard.is === 'ended') return { is: 'ended', seconds: seconds(), ...endOf(session) }
  const waited = seconds()
  try {
    const reply = await session.command('NOOP', 'command')
    // Some look at the clock only when the next command comes.
    return reply.code === closing ? { is: 'ended', seconds: waited, reply } : { is: 'alive', seconds: waited }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    if (error.failure !== 'timeout') return { is: 'ended', seconds: waited, ...endOf(session) }
    return { is: 'silent', seconds: waited, greeted: await isGreeted(tools, security) }
  }
}

const closing = 421

/** Until 421, an end, or the whole silence: another word that nobody asked for ends nothing. */
async function hearEnd(
  { context: { clock, limits } }: Tools,
  control: FtpSession['control'],
): Promise<Heard> {
  const until = clock.now() + limits.deadlines.idle
  for (;;) {
    const heard = await control.hear(Math.max(0, until - clock.now()))
    if (heard.is !== 'reply' || heard.reply.code === closing) return heard
  }
}

function endOf({ control: { endedBy } }: FtpSession): Pick<Idle, 'by'> {
  return endedBy === undefined ? {} : { by: endedBy }
}

async function isGreeted(tools: Tools, security: Security): Promise<boolean> {
  const entered = await tools.dial(security, tools.plan.of('idle'))
  await entered.control?.close()
  return entered.is === 'open'
}
