import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { publicServer, rule } from './namespaces.js'
import type { Break } from './network-check.js'

/**
 * A proxy that nobody configured answers on the router in place of the server, at these ports. It passes FTP on, and closes
 * or swallows what begins with a ClientHello.
 */
export function standIn(how: 'close' | 'swallow', ports: string): Break {
  return async (network, t) => {
    const script = fileURLToPath(new URL('inspecting-proxy.mjs', import.meta.url))
    const command = ['netns', 'exec', network.namespace('router'), process.execPath, script]
    const child = spawn('ip', [...command, publicServer, how], { stdio: ['pipe', 'pipe', 'inherit'] })
    t.teardown(() => child.stdin.end())
    await once(child.stdout, 'data')
    await network.filter('router', rule('prerouting', `iifname eth0 tcp dport ${ports} redirect to :2121`))
  }
}
