import type { Greeting, PortLook } from '../../../probes/greeting.js'
import type { Severity } from '../../model/finding.js'
import type { Security } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import { valueOf } from './observed.js'

/** One port as it was looked at, with the methods that live on it. */
export interface Port {
  readonly look: PortLook
  readonly methods: readonly Security[]
}

const explicitMethods: readonly Security[] = ['none', 'auth-tls', 'auth-ssl']

/** The ports of the run. One port that stands for both methods comes once, with all four. */
export function portsOf(greeting: Greeting): readonly Port[] {
  const { explicit, implicit } = greeting
  if (explicit.port === implicit.port && explicit.connect === implicit.connect && !isAlive(explicit)) {
    return [{ look: explicit, methods: [...explicitMethods, 'implicit'] }]
  }
  return [
    { look: explicit, methods: explicitMethods },
    { look: implicit, methods: ['implicit'] },
  ]
}

/** Something answered there, if only with a refusal. */
export function isAlive(look: Pick<PortLook, 'connect'>): boolean {
  return look.connect === 'open' || look.connect === 'refused'
}

/** The user named methods, and this one is among them. */
export function isAskedSpecially(seen: Seen, method: Security): boolean {
  return seen.target.asked.length < 4 && seen.target.asked.includes(method)
}

/** TLS of this method stands before login, or a way with it works. */
export function isOpen(seen: Seen, method: Security): boolean {
  return (
    valueOf(seen, 'auth')?.entries[method].status === 'open' ||
    seen.cells.some(cell => cell.security === method && cell.status === 'works')
  )
}

/** Info for a port that nobody asked for, or whose counterpart serves the same people; else error. */
export function severityOfPort(seen: Seen, port: Port): Severity {
  if (!port.look.asked) return 'info'
  if (port.methods.some(method => isAskedSpecially(seen, method))) return 'error'
  const others: readonly Security[] = port.methods.includes('implicit')
    ? ['auth-tls', 'auth-ssl']
    : ['implicit']
  const shared = port.methods.length === 4
  return !shared && others.some(method => isOpen(seen, method)) ? 'info' : 'error'
}
