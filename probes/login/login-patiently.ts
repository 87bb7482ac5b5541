import type { Opened, Tools } from '../../src/engine/tools.js'
import type { Security } from '../../src/model/matrix.js'
import { patiently } from '../greeting/patiently.js'

/** Logs in when no other session of ours stands; a session that ended a moment ago may still count against a limit. */
export function loginPatiently(tools: Tools, security: Security, id: () => number): Promise<Opened> {
  return patiently(
    tools,
    () => tools.sessions.login(security, id()),
    ({ is }) => is === 'turned-away' && tools.sessions.open === 0,
  )
}
