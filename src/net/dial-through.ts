import { askHttp } from './ask-http.js'
import { askSocks } from './ask-socks.js'
import { within } from './deadline.js'
import { dial, type DialOptions, type DialOutcome } from './dial.js'
import type { Proxy, ProxyAnswer } from './proxy.js'

export type ThroughOutcome =
  | DialOutcome
  | {
      /** `refused` is the target's own no, as the proxy tells it. */
      readonly is: 'refused' | 'not-through-proxy'
      readonly proxy: ProxyAnswer
      readonly seconds: number
    }

/**
 * One TCP connection that a proxy makes for us, to a name or an address. A proxy that is not there is told from one that
 * says no, and that from a target that cannot be reached, as far as the proxy says so. The deadline holds for all of it.
 * Never rejects. The socket is as `dial` makes it, its peer being the proxy.
 */
export async function dialThrough(proxy: Proxy, options: DialOptions): Promise<ThroughOutcome> {
  const { clock, deadlineMs, host, port } = options
  const start = clock.now()
  const spent = (): number => clock.now() - start
  const not = (answer: ProxyAnswer): ThroughOutcome => ({
    is: answer.is === 'target-refused' ? 'refused' : 'not-through-proxy',
    proxy: answer,
    seconds: spent() / 1000,
  })
  const dialled = await dial({ ...options, host: proxy.host, port: proxy.port, anyFamily: true })
  if (dialled.is === 'aborted') return dialled
  if (dialled.is !== 'open') return not({ is: 'unreached', said: unreached(dialled) })
  const { socket } = dialled
  const ask = proxy.scheme === 'http' ? askHttp : askSocks
  const left = { ...options, deadlineMs: Math.max(0, deadlineMs - spent()) }
  const asked = await within(ask(socket, proxy, { host, port }), left)
  if (asked.is === 'done' && asked.value === 'open') return { is: 'open', socket, seconds: spent() / 1000 }
  socket.destroy()
  if (asked.is === 'done') return not(asked.value as ProxyAnswer)
  return asked.is === 'timeout' ? not({ is: 'silent' }) : { is: 'aborted', seconds: spent() / 1000 }
}

function unreached({ is, code }: Exclude<DialOutcome, { is: 'open' }>): string {
  if (is === 'refused') return 'it refuses connections'
  if (is === 'silent') return 'it does not answer'
  if (code === 'ENOTFOUND') return 'its name does not exist'
  return code === 'EAI_AGAIN' ? 'no name server answers for its name' : `it is not reachable (${code ?? is})`
}
