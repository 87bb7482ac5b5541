import type { Opened, Tools } from '../../src/engine/tools.js'
import { waitAny } from '../../src/engine/wait-any.js'
import type { Security } from '../../src/model/matrix.js'

/** Pauses before the next try, milliseconds: a server needs a moment to notice that an earlier session has gone. */
const pauses = [250, 1_000, 2_000] as const

/** Logs in when no other session of ours stands; a session that ended a moment ago may still count against a limit. */
export async function loginPatiently(tools: Tools, security: Security, id: () => number): Promise<Opened> {
  let opened = await tools.sessions.login(security, id())
  for (const pause of pauses) {
    if (opened.is !== 'turned-away' || tools.sessions.open > 0) return opened
    await waitAny(tools.context, [], pause)
    opened = await tools.sessions.login(security, id())
  }
  return opened
}
