import type { Hello } from '../../src/engine/control-connection.js'
import type { Opened, Tools } from '../../src/engine/tools.js'
import type { Security } from '../../src/model/matrix.js'
import { patiently } from '../greeting/patiently.js'

/** Logs in when no other session of ours stands; a session that ended a moment ago may still count against a limit. */
export function loginPatiently(
  tools: Tools,
  security: Security,
  id: () => number,
  hello?: Hello,
): Promise<Opened> {
  return patiently(
    tools,
    () => tools.sessions.login(security, id(), hello),
    opened => tools.sessions.open === 0 && isTurnedAway(tools, opened),
  )
}

/** By a reply, or, where a session stood before, by a port that no longer takes or greets a connection. */
function isTurnedAway({ sessions }: Tools, opened: Opened): boolean {
  if (opened.is === 'turned-away') return true
  const isEarly = opened.is === 'fails' && (opened.step === 'connect' || opened.step === 'greeting')
  return isEarly && sessions.most > 0 && opened.failure !== 'timeout'
}
