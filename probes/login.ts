import { loginCommands, loginMethods } from '../src/engine/planned-commands.js'
import type { FtpSession, LoginFacts } from '../src/engine/ftp-session.js'
import type { Opened, Probe, Tools } from '../src/engine/tools.js'
import type { Security } from '../src/model/matrix.js'
import { observed, untested, type Observation } from '../src/model/observation.js'
import type { Reply } from '../src/model/reply.js'
import { lastLoginCommand } from './login/last-login-command.js'
import { loginPatiently } from './login/login-patiently.js'

/** The first login of the run, alone. */
export interface Login {
  readonly user: string
  readonly security: Security
  readonly accepted: boolean
  /** Replies to USER, PASS and, when asked for, ACCT; in order. */
  readonly replies: readonly { readonly command: 'USER' | 'PASS' | 'ACCT'; readonly reply: Reply }[]
  /** The reply to PASS repeats the password; absent where that cannot be told from chance, or nobody looked. */
  readonly echoed?: boolean
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly login: Login
  }
}

const order: readonly Security[] = ['auth-tls', 'implicit', 'auth-ssl', 'none']

/** The first login runs alone, by the best method that is open; its session is handed on to the next probes. */
export const probe: Probe<'login'> = {
  id: 'login',
  title: 'Login',
  references: ['RFC 959 §5.4'],
  needs: ['auth'],
  plan: wishes => {
    const methods = loginMethods(wishes)
    if (methods.length === 0) return undefined
    return { connections: 1, commands: [...loginCommands(methods), 'QUIT'] }
  },
  async observe(tools) {
    const auth = tools.seen.of('auth')
    if (auth.status !== 'observed') return untested('not-reachable')
    let last: Observation<Login> = untested('not-reachable')
    let silences = 0
    for (const security of order) {
      if (auth.value.entries[security].status !== 'open') continue
      const opened = await loginPatiently(tools, security, () => tools.plan.of('login'))
      if (opened.is === 'open') return loggedIn(tools, opened.session, opened.login)
      if (opened.is === 'fails' && opened.failure === 'timeout') silences += 1
      const atPass = opened.is === 'refused' && opened.login?.replies.at(-1)?.command === 'PASS'
      if (atPass || !isRefusal(last)) last = notLoggedIn(tools, security, opened, last)
      if (atPass) return last
      if (silences >= tools.context.limits.enough.silentLogins) return last
    }
    return last
  },
  stable: ({ security, accepted, replies, echoed }) => ({
    security,
    accepted,
    replies: replies.map(({ command, reply: { code, anomalies = [] } }) =>
      [command, code ?? '-', ...anomalies].join(' '),
    ),
    // The usual thing is left out, so that recordings from before this was looked at compare as equal.
    ...(echoed === true ? { echoed } : {}),
  }),
}

/** The first refusal of USER counts: later methods are worse, and in clear the name may be turned away for want of TLS alone. */
function isRefusal(last: Observation<Login>): boolean {
  return last.status === 'observed'
}

function loggedIn(tools: Tools, session: FtpSession, login: LoginFacts): Observation<Login> {
  tools.sessions.park(session)
  const user = tools.target.user ?? ''
  const { security } = session
  return observed({ user, security, accepted: true, replies: login.replies, ...echoIn(tools, login) }, [
    session.control.recorder.all(),
  ])
}

/** The password of an anonymous login is no secret, and not looked for in replies. */
function echoIn({ target }: Tools, login: LoginFacts | undefined): Pick<Login, 'echoed'> {
  return login?.echoed === undefined || target.user === 'anonymous' ? {} : { echoed: login.echoed }
}

function notLoggedIn(
  tools: Tools,
  security: Security,
  opened: Exclude<Opened, { is: 'open' }>,
  before: Observation<Login>,
): Observation<Login> {
  switch (opened.is) {
    case 'refused':
      return observed(
        {
          user: tools.target.user ?? '',
          security,
          accepted: false,
          replies: opened.login?.replies ?? [],
          ...echoIn(tools, opened.login),
        },
        opened.evidence,
      )
    case 'turned-away': {
      const { at: step, reply, evidence } = opened
      return { status: 'broken', step, failure: 'early-end', reply, evidence }
    }
    case 'fails': {
      const { step, failure, evidence } = opened
      const reply = opened.reply === undefined ? {} : { reply: opened.reply }
      const command = step === 'login' ? lastLoginCommand(tools, evidence) : undefined
      const asked = command === undefined ? {} : { command }
      return { status: 'broken', step, failure, ...reply, ...asked, evidence }
    }
    case 'untested':
      // The first reason counts: without trust in the certificate nobody need hear of clear logins.
      return before.status === 'untested' && before.reason === 'not-reachable'
        ? untested(opened.reason)
        : before
  }
}
