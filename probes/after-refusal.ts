import { evidenceOf } from '../src/engine/enter.js'
import { loginMethods } from '../src/engine/planned-commands.js'
import type { Probe, Tools } from '../src/engine/tools.js'
import type { Security } from '../src/model/matrix.js'
import { observed, untested } from '../src/model/observation.js'
import type { Reply } from '../src/model/reply.js'
import type { Failure, Step } from '../src/model/step.js'

/** What a connection to the same port met behind the login that was refused. */
export interface AfterRefusal {
  readonly port: 'explicit' | 'implicit'
  readonly greeted: boolean
  /** Where it ended, unless it was greeted. */
  readonly step?: Step
  readonly failure?: Failure
  readonly reply?: Reply
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly 'after-refusal': AfterRefusal
  }
}

/** Only where the user's own login was refused: whether this address is still greeted (RFC 959 §5.4). No name, no password. */
export const probe: Probe<'after-refusal'> = {
  id: 'after-refusal',
  title: 'The greeting, behind a login that was refused',
  references: ['RFC 959 §5.4'],
  needs: ['login'],
  after: ['clear-login', 'matrix', 'work'],
  plan: wishes =>
    loginMethods(wishes).length === 0
      ? undefined
      : { connections: 1, commands: ['QUIT'], note: 'only where the login was refused' },
  async observe(tools) {
    const security = refusedBy(tools)
    if (security === undefined) return untested('not-needed')
    const entered = await tools.dial(security, tools.plan.of('login'))
    await entered.control?.close()
    const port = security === 'implicit' ? 'implicit' : 'explicit'
    if (entered.is === 'open') return observed({ port, greeted: true }, evidenceOf(entered))
    const { step, reply } = entered
    return observed(
      {
        port,
        greeted: false,
        step,
        ...(entered.is === 'fails' ? { failure: entered.failure } : {}),
        ...(reply === undefined ? {} : { reply }),
      },
      evidenceOf(entered),
    )
  },
  stable: ({ greeted, step, failure, reply }) =>
    greeted ? 'greeted' : [step, failure, reply?.code].filter(word => word !== undefined).join(' '),
}

/** On the explicit port the greeting stands before AUTH. */
function refusedBy({ seen }: Tools): Security | undefined {
  const login = seen.of('login')
  if (login.status !== 'observed' || login.value.accepted) return undefined
  return login.value.security === 'implicit' ? 'implicit' : 'none'
}
