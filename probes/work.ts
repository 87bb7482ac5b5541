import { loginCommands, loginMethods, setUpCommands } from '../src/engine/planned-commands.js'
import type { FtpSession } from '../src/engine/ftp-session.js'
import type { Probe, Tools } from '../src/engine/tools.js'
import type { CellStatus, WireForm } from '../src/model/cell.js'
import type { CellId } from '../src/model/matrix.js'
import { observed, untested } from '../src/model/observation.js'
import type { Reply } from '../src/model/reply.js'
import type { Failure, Step } from '../src/model/step.js'
import type { ListingForm } from '../src/protocol/listing-form.js'
import { loginPatiently } from './login/login-patiently.js'
import { chooseWork, commandsOfWork } from './work/choose-work.js'

/** One command tried on the first session. */
export interface WorkTry {
  readonly command: string
  readonly way: CellId
  readonly status: CellStatus
  readonly step?: Step
  readonly failure?: Failure
  readonly reply?: Reply
  readonly bytes?: number
  readonly wire?: WireForm
  /** The data connection stood when the command was answered: a port that takes connections. */
  readonly dataConnected: boolean
}

/** The work that all 80 ways do: chosen once. `command` is LIST also when nothing worked. */
export interface Work {
  readonly command: string
  readonly tries: readonly WorkTry[]
  /** Bytes of the chosen work; absent when nothing worked. */
  readonly bytes?: number
  /** Of a listing that brought something: the form of its lines. */
  readonly listing?: ListingForm
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly work: Work
  }
}

/** LIST by default; where that is refused or too long, another command that brings something (RFC 959 §4.1.3, RFC 3659 §7). */
export const probe: Probe<'work'> = {
  id: 'work',
  title: 'The work that every way does',
  references: ['RFC 959 §4.1.3', 'RFC 3659 §7'],
  needs: ['login'],
  after: ['features'],
  plan: wishes => {
    const methods = loginMethods(wishes)
    if (methods.length === 0) return undefined
    const level = methods.some(security => security !== 'none') ? ['PBSZ 0', 'PROT P'] : []
    return {
      connections: 0,
      dataConnections: 1,
      commands: [
        ...loginCommands(methods),
        ...level,
        ...setUpCommands(wishes),
        ...commandsOfWork(wishes),
        // NOOP only where a reply stays away.
        ...['NOOP', 'QUIT'],
      ],
    }
  },
  async observe(tools) {
    const session = await usableSession(tools)
    if (session === undefined) return untested('needs-credentials')
    const mark = session.control.recorder.mark()
    try {
      const work = await chooseWork(tools, session)
      return observed(work, [session.control.recorder.since(mark)])
    } finally {
      if (session.usable) tools.sessions.park(session)
      else await tools.sessions.release(session)
    }
  },
  stable: ({ command, tries, listing }) => ({
    command,
    // What nearly all write says nothing.
    ...(listing === undefined || listing.system === 'unix' ? {} : { listing: listing.system ?? 'unknown' }),
    tries: tries.map(({ command: tried, way, status, reply }) =>
      [tried, way, status, reply?.code ?? null].join(' '),
    ),
  }),
}

/** The session of the first login, or, where that is out of step since, another. */
async function usableSession(tools: Tools): Promise<FtpSession | undefined> {
  const session = tools.sessions.unpark()
  if (session === undefined || session.usable) return session
  await tools.sessions.release(session)
  const opened = await loginPatiently(tools, session.security, () => tools.plan.of('work'))
  return opened.is === 'open' ? opened.session : undefined
}
