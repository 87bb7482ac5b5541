import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import type { Pair } from './tls-server.js'

/** `openssl s_server` on a free port of loopback, until the end of the test. */
export async function startOpenssl(t: Test, pair: Pair, options: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ftps-doctor-openssl-'))
  const pem = join(folder, 'pair.pem')
  writeFileSync(pem, `${pair.key}\n${pair.cert}`, { mode: 0o600 })
  const child = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', '-cert', pem, ...options], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  t.teardown(async () => {
    const gone = once(child, 'exit')
    child.kill()
    await gone
    rmSync(folder, { recursive: true })
  })
  for await (const line of createInterface(child.stdout)) {
    const port = /^ACCEPT 127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    if (port !== undefined) return Number(port)
  }
  throw new Error('openssl s_server said no port')
}
