import type { Tools } from '../../src/engine/tools.js'
import { waitAny } from '../../src/engine/wait-any.js'

/** Looks again, a few times, while the server says that it has too many sessions and none of ours stands any more. */
export async function patiently<Look>(
  tools: Tools,
  look: () => Promise<Look>,
  isTurnedAway: (look: Look) => boolean,
): Promise<Look> {
  let last = await look()
  for (const pause of tools.context.limits.pausesWhenTurnedAway) {
    if (!isTurnedAway(last)) return last
    await waitAny(tools.context, [], pause)
    last = await look()
  }
  return last
}
