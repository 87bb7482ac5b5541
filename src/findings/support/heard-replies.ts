// Every reply that the looks brought home, with the words for where it was heard.
import type { Greeting, PortLook } from '../../../probes/greeting.js'
import type {} from '../../../probes/clear-login.js'
import type { SeenCell } from '../../model/cell.js'
import type { Reply } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import type { Span } from '../../model/transcript.js'
import { dataCommand } from './answered-commands.js'
import { isBad } from './cells.js'
import { evidenceOfProbe, valueOf } from './observed.js'
import { securityInWords } from './words.js'

export interface HeardReply {
  /** `the greeting`, or the command that it answers. */
  readonly where: string
  readonly reply: Reply
  /** No client can do without it. */
  readonly isNeeded: boolean
  /** Its end was waited for while the connection stood. */
  readonly isWaitedFor: boolean
  readonly evidence: readonly Span[]
}

/** In the order of the wire. What is no FTP server says no replies. */
export function heardReplies(seen: Seen): readonly HeardReply[] {
  return [...greetings(seen), ...beforeLogin(seen), ...atLogin(seen), ...afterLogin(seen)]
}

function greetings(seen: Seen): readonly HeardReply[] {
  const greeting: Partial<Greeting> = valueOf(seen, 'greeting') ?? {}
  const evidence = evidenceOfProbe(seen, 'greeting')
  return [greeting.explicit, greeting.implicit].flatMap(look =>
    look?.greeting === undefined || !isFtp(look)
      ? []
      : [
          {
            where: 'the greeting',
            reply: look.greeting,
            isNeeded: true,
            isWaitedFor: look.ended === undefined,
            evidence,
          },
        ],
  )
}

function isFtp({ service }: PortLook): boolean {
  return service === 'ftp' || service === 'tls'
}

type Said = readonly [where: string, reply: Reply | undefined, isWaitedFor?: boolean]

function heard(said: readonly Said[], evidence: readonly Span[], isNeeded: boolean): readonly HeardReply[] {
  return said.flatMap(([where, reply, isWaitedFor = false]) =>
    reply === undefined ? [] : [{ where, reply, isNeeded, isWaitedFor, evidence }],
  )
}

function beforeLogin(seen: Seen): readonly HeardReply[] {
  const auth = valueOf(seen, 'auth')
  const features = valueOf(seen, 'features')
  const isUnanswered = (place: 'inClear' | 'afterLogin'): boolean =>
    features?.unanswered?.includes(place) === true
  return [
    ...heard(
      [
        ['FEAT', auth?.features?.reply, auth?.unanswered === 'FEAT'],
        ['AUTH', auth?.nonsense, auth?.unanswered === 'AUTH'],
        ['FEAT', features?.insideTls?.reply],
        ['FEAT', features?.afterLogin?.reply, isUnanswered('afterLogin')],
      ],
      [...evidenceOfProbe(seen, 'auth'), ...evidenceOfProbe(seen, 'features')],
      false,
    ),
    ...heard(
      [
        ['AUTH TLS', auth?.tls?.reply],
        ['AUTH SSL', auth?.ssl?.reply],
      ],
      evidenceOfProbe(seen, 'auth'),
      true,
    ),
  ]
}

function atLogin(seen: Seen): readonly HeardReply[] {
  const login = seen.of('login')
  const clear = valueOf(seen, 'clear-login')
  if (login.status === 'broken')
    return heard(
      [[login.command ?? 'the login', login.reply, login.failure === 'timeout']],
      login.evidence,
      true,
    )
  const { replies = [] } = valueOf(seen, 'login') ?? {}
  return [
    ...heard(
      replies.map(({ command, reply }) => [command, reply]),
      evidenceOfProbe(seen, 'login'),
      true,
    ),
    ...heard([['USER', clear?.reply]], evidenceOfProbe(seen, 'clear-login'), false),
  ]
}

function afterLogin(seen: Seen): readonly HeardReply[] {
  const { setUps = [], levels = [] } = valueOf(seen, 'matrix') ?? {}
  const evidence = evidenceOfProbe(seen, 'matrix')
  const modeOf = (id: string): string => id.split('/').at(-1) ?? ''
  return [
    ...heard(
      levels.map(({ protection, reply }) => [`PROT ${protection}`, reply]),
      evidence,
      true,
    ),
    ...heard(
      setUps.flatMap(({ cell, reply, afterwards }): readonly Said[] => [
        [modeOf(cell), reply],
        [dataCommand(seen), afterwards],
      ]),
      evidence,
      true,
    ),
    ...seen.cells
      .filter(isBad)
      .flatMap(cell =>
        heard([[wordOf(seen, cell), cell.reply, cell.failure === 'timeout']], cell.evidence, true),
      ),
  ]
}

function wordOf(seen: Seen, { step, mode, protection, security }: SeenCell): string {
  switch (step) {
    case 'auth':
      return securityInWords(security)
    case 'pbsz':
      return 'PBSZ'
    case 'prot':
      return `PROT ${protection}`
    case 'mode':
      return mode
    case 'greeting':
    case 'login':
      return `the ${step}`
    default:
      return dataCommand(seen)
  }
}
