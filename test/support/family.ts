/**
 * A server and all that it forks, as one thing that can be ended. It runs in a process and a mount namespace of its own:
 * when the first process in there dies the kernel ends the rest, so no session of a server outlives its test, even one
 * that was killed; and files can be mounted over the system's (a passwd with the test's user) for nobody else to see.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export interface FamilyOptions {
  readonly command: readonly string[]
  /** What to mount over what: [ours, the system's]. */
  readonly mounts?: ReadonlyArray<readonly [source: string, target: string]>
  /** A network namespace made by `ip netns add`. */
  readonly namespace?: string
  readonly environment?: Readonly<Record<string, string>>
}

export interface Family {
  readonly pid: number
  output(): string
  /** The exit status or signal, once it has ended by itself. */
  ended(): string | undefined
  close(): Promise<void>
}

/** What runs as the first process of the namespace: `sh` mounts, starts the server, and stays to reap orphans. */
const init = `set -e
while [ "$1" != -- ]; do mount --bind "$1" "$2"; shift 2; done
shift
"$@"
exit $?`

export function startFamily({ command, mounts = [], namespace, environment }: FamilyOptions): Family {
  const within = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace]
  // If the test itself is killed, unshare goes with it, and with unshare the namespace.
  const alone = [
    'setpriv',
    '--pdeathsig',
    'KILL',
    'unshare',
    '--mount',
    '--pid',
    '--fork',
    '--kill-child=KILL',
  ]
  const [program = '', ...args] = [
    ...within,
    ...alone,
    ...['--mount-proc', '--', 'sh', '-c', init, 'sh'],
    ...mounts.flat(),
    '--',
    ...command,
  ]
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  return familyOf(child)
}

function familyOf(child: ChildProcess): Family {
  const said: string[] = []
  let failed: string | undefined
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => said.push(text))
  child.on('error', error => (failed = error.message))
  const ended = (): string | undefined =>
    failed ?? child.signalCode ?? (child.exitCode === null ? undefined : `exit ${child.exitCode}`)
  return {
    pid: child.pid ?? 0,
    output: () => said.join(''),
    ended,
    async close() {
      if (ended() !== undefined) return
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    },
  }
}
