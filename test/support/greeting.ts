/** Is it there yet? Asked by connecting and reading a greeting, again and again until a deadline; never by sleeping long enough. */
import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'

export interface Endpoint {
  readonly host: string
  readonly port: number
  readonly implicit: boolean
  readonly namespace?: string | undefined
}

/** Resolves when the server greets with 220; rejects when `ended` says that it is gone, or after `deadline` ms. */
export async function untilGreeting(
  endpoint: Endpoint,
  ended: () => string | undefined,
  deadline = 15_000,
): Promise<void> {
  const end = performance.now() + deadline
  while (performance.now() < end) {
    const gone = ended()
    if (gone !== undefined) throw new Error(`the server ended before it greeted: ${gone}`)
    if ((await greetingOf(endpoint)).startsWith('220')) return
    await pause(25)
  }
  throw new Error(`no greeting from ${endpoint.host}:${endpoint.port} after ${deadline} ms`)
}

function greetingOf(endpoint: Endpoint): Promise<string> {
  return endpoint.namespace === undefined ? greetingHere(endpoint) : greetingIn(endpoint.namespace, endpoint)
}

/** The first bytes on a connection of our own; empty when there is none, or nothing comes for two seconds. */
function greetingHere({ host, port, implicit }: Endpoint): Promise<string> {
  return new Promise(resolve => {
    const socket = implicit ? connectTls({ host, port, rejectUnauthorized: false }) : connect({ host, port })
    const done = (text: string): void => {
      socket.destroy()
      resolve(text)
    }
    socket.setTimeout(2_000, () => done(''))
    socket.once('data', (bytes: Buffer) => done(bytes.toString('latin1')))
    socket.once('error', () => done(''))
    socket.once('close', () => done(''))
  })
}

/** The same inside a network namespace, where bash can connect; an implicit port has to do with a connection. */
function greetingIn(namespace: string, { host, port, implicit }: Endpoint): Promise<string> {
  const read = implicit ? 'echo 220' : 'read -r -t 2 line <&3 && echo "$line"'
  const script = `exec 3<>"/dev/tcp/$0/$1" && ${read}`
  return new Promise(resolve => {
    execFile(
      'ip',
      ['netns', 'exec', namespace, 'bash', '-c', script, host, String(port)],
      { timeout: 3_000 },
      (_error, stdout) => resolve(stdout),
    )
  })
}
