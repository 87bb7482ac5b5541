import type { FoundJudgement } from './judgement.js'
import type { Seen } from '../../model/seen.js'
import { endpoint } from './words.js'

export type Fill = NonNullable<FoundJudgement['fill']>

/** Where a client is to connect. */
export function whereTo(seen: Seen, port: number | null | undefined): Fill {
  const { host } = seen.target
  return { HOST: endpoint(host, null), ...(typeof port === 'number' ? { PORT: String(port) } : {}) }
}

/** Whose account it is; a name that a configuration would have to quote stays out. */
export function whose({ target: { user } }: Seen): Fill {
  return user !== undefined && /^[\w.@-]+$/.test(user) ? { USER: user } : {}
}
