import type { ClientLog } from './read-log.js'
import type { Sign } from './sign.js'
import { atData } from './signs/data.js'
import { atTheDoor } from './signs/door.js'
import { atLogin } from './signs/login.js'
import { inSilence } from './signs/silence.js'
import { atTls } from './signs/tls.js'

/** A finding with its first sign in the log, and in how many of the connections it shows. */
export interface Clue extends Sign {
  readonly times: number
}

/** What a log speaks for, in the order of the wire; of one finding the first line that shows it. */
export function signsOf({ conversations }: ClientLog): readonly Clue[] {
  const byId = new Map<string, Clue>()
  for (const conversation of conversations) {
    const signs = [atTheDoor, atTls, atLogin, inSilence, atData].flatMap(read => read(conversation))
    const seen = new Set<string>()
    for (const sign of signs) {
      if (seen.has(sign.id)) continue
      seen.add(sign.id)
      const before = byId.get(sign.id)
      byId.set(sign.id, { ...(before ?? sign), times: (before?.times ?? 0) + 1 })
    }
  }
  return [...byId.values()]
}
