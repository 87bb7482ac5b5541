// The commands that got no reply by the deadline while the connection stood: read off the ways and off the probes before them.
import type { SeenCell } from '../../model/cell.js'
import { isPassive } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import type { Step } from '../../model/step.js'
import type { Span } from '../../model/transcript.js'
import { dataCommand } from './answered-commands.js'
import { isTaken } from './auth-looks.js'
import { cellsOf, passed } from './cells.js'
import { valueOf } from './observed.js'
import { connectionsOf, sameKind } from './same-kind.js'
import { securityInWords } from './words.js'

/** One command that was left without a reply. */
export interface Unanswered {
  readonly step: Step
  readonly command: string
  readonly cells: readonly SeenCell[]
  /** Connections on which it was so. */
  readonly looks: number
  /** Another command was answered before it on the same connection. */
  readonly isAnsweredBefore: boolean
  /** The same command was answered where the same was asked for. */
  readonly isAnsweredElsewhere: boolean
  readonly evidence: readonly Span[]
}

/** In the order of the wire. */
export function unansweredCommands(seen: Seen): readonly Unanswered[] {
  const groups = new Map<string, { step: Step; command: string; cells: SeenCell[] }>()
  for (const cell of seen.cells) {
    const met = silenceOf(seen, cell)
    if (met === undefined) continue
    const key = `${met.step} ${met.command}`
    const group = groups.get(key) ?? { ...met, cells: [] }
    group.cells.push(cell)
    groups.set(key, group)
  }
  const atWays = [...groups.values()].map(group => atSomeWays(seen, group))
  return [...atWays, ...withoutWays(seen, atWays)]
}

type Silence = Pick<Unanswered, 'step' | 'command'>

function silenceOf(seen: Seen, cell: SeenCell): Silence | undefined {
  if (cell.status !== 'fails' || cell.failure !== 'timeout' || cell.reply !== undefined) return undefined
  switch (cell.step) {
    case 'auth':
      return { step: 'auth', command: securityInWords(cell.security) }
    case 'login':
      return { step: 'login', command: loginCommand(seen) }
    case 'pbsz':
      return { step: 'pbsz', command: 'PBSZ' }
    case 'prot':
      return { step: 'prot', command: 'PROT' }
    case 'mode':
      return { step: 'mode', command: cell.mode }
    case 'command':
      return { step: 'command', command: dataCommand(seen) }
    case 'data-connect':
      return silenceInActiveMode(seen, cell)
    default:
      return undefined
  }
}

function loginCommand(seen: Seen): string {
  const login = seen.of('login')
  if (login.status === 'broken' && login.step === 'login' && login.command !== undefined) return login.command
  const clear = seen.of('clear-login')
  return clear.status === 'broken' && clear.step === 'login' ? 'USER' : 'USER or PASS'
}

/**
 * Nobody came: with PORT itself left unanswered, and NOOP behind it too, the conversation hangs. A data command without any
 * reply may only wait for a firewall on the way to us, unless it meets the same in passive mode.
 */
function silenceInActiveMode(seen: Seen, { id, mode }: SeenCell): Silence | undefined {
  if (isPassive(mode)) return undefined
  const setUp = (valueOf(seen, 'matrix')?.setUps ?? []).filter(({ cell }) => cell === id).at(-1)
  if (setUp?.connect !== 'nobody-came') return undefined
  if (setUp.reply === undefined) return setUp.noop === 'silent' ? { step: 'mode', command: mode } : undefined
  const isMute = setUp.preliminary === false && setUp.afterwards === undefined
  return isMute && hangsInPassiveMode(seen) ? { step: 'command', command: dataCommand(seen) } : undefined
}

function hangsInPassiveMode(seen: Seen): boolean {
  const passive = cellsOf(seen, { mode: ['PASV', 'EPSV'] })
  return (
    passive.some(({ step, failure }) => step === 'command' && failure === 'timeout') &&
    !passive.some(cell => passed(cell, 'command'))
  )
}

function atSomeWays(
  seen: Seen,
  group: { readonly step: Step; readonly command: string; readonly cells: readonly SeenCell[] },
): Unanswered {
  const { step, command, cells } = group
  const isSame = ({ security, mode }: SeenCell): boolean =>
    step === 'auth' ? securityInWords(security) === command : step !== 'mode' || mode === command
  return {
    ...group,
    looks: connectionsOf(cells),
    isAnsweredBefore: cells.some(cell => isAnsweredBefore(seen, step, command, cell)),
    isAnsweredElsewhere: sameKind(seen, cells).some(cell => isSame(cell) && passed(cell, step)),
    evidence: cells.flatMap(({ evidence }) => evidence),
  }
}

function isAnsweredBefore(seen: Seen, step: Step, command: string, { security }: SeenCell): boolean {
  const auth = valueOf(seen, 'auth')
  // On one clear connection FEAT was answered, and the AUTH behind it was not.
  if (step === 'auth') return auth?.features !== undefined && auth.unanswered === 'AUTH'
  if (step !== 'login') return true
  const look = security === 'auth-tls' ? auth?.tls : security === 'auth-ssl' ? auth?.ssl : undefined
  return command === 'PASS' || (look !== undefined && isTaken(look))
}

/** Where FEAT got nothing at all: a reply that never ends is no silence. */
function silentPlaces(seen: Seen): readonly ('inClear' | 'afterLogin')[] {
  const features = valueOf(seen, 'features')
  return (features?.unanswered ?? []).filter(place => features?.[place] === undefined)
}

/** FEAT, which no way waits for; and USER where nobody logs in. */
function withoutWays(seen: Seen, atWays: readonly Unanswered[]): readonly Unanswered[] {
  const places = silentPlaces(seen)
  const features = seen.of('features')
  const clear = seen.of('clear-login')
  const isUser = clear.status === 'broken' && clear.step === 'login' && clear.failure === 'timeout'
  const answered = valueOf(seen, 'features')
  const isFeatAnswered = answered?.insideTls !== undefined || answered?.afterLogin !== undefined
  const none = { cells: [], isAnsweredElsewhere: false }
  const feat = {
    ...none,
    step: 'features',
    command: 'FEAT',
    looks: places.length,
    isAnsweredBefore: places.includes('afterLogin'),
    isAnsweredElsewhere: isFeatAnswered,
    evidence: features.status === 'observed' ? features.evidence : [],
  } as const
  const user = { ...none, step: 'login', command: 'USER', looks: 1, isAnsweredBefore: false } as const
  return [
    ...(isUser && !atWays.some(({ step }) => step === 'login')
      ? [{ ...user, evidence: clear.evidence }]
      : []),
    ...(places.length === 0 ? [] : [feat]),
  ]
}
