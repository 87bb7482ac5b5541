import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { isatty } from 'node:tty'
import type { RunningServer } from '../run/library.js'
import { UsageError } from '../run/usage-error.js'
import { why } from '../run/file-trouble.js'
import type { Janitor } from './mock-janitor.js'
import { signalStatus, type Signals, type StopSignal } from './mock-signals.js'

/** What a command learns about the server beside it. */
export function ftpsVariables(server: RunningServer): Readonly<Record<`FTPS_${string}`, string>> {
  return {
    FTPS_HOST: server.host,
    FTPS_PORT: String(server.port),
    ...(server.implicitPort === undefined ? {} : { FTPS_IMPLICIT_PORT: String(server.implicitPort) }),
    FTPS_SECURITY: server.security,
    FTPS_USER: server.user,
    FTPS_PASSWORD: server.password,
    FTPS_CA: server.caFile,
    FTPS_URL: server.url,
  }
}

interface Wanted {
  /** The program and its arguments. */
  readonly command: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  readonly signals: Signals
  readonly janitor: Janitor
}

/** Runs the command to its end; resolves to its status, 128 + n when signal n ended it. */
export function runCommand({ command, environment, signals, janitor }: Wanted): Promise<number> {
  if (signals.first !== undefined) return Promise.resolve(signalStatus[signals.first])
  const [program = '', ...args] = command
  // With a terminal it must stay in our process group, or it could not read from it. Else it gets one of its own, so
  // that a signal reaches what it started, too.
  const terminal = [0, 1, 2].some(isatty)
  const child = spawn(program, args, { stdio: 'inherit', env: environment, detached: !terminal })
  signals.forward(signal => pass(signal, child, terminal))
  if (child.pid !== undefined) janitor.watch(terminal ? child.pid : -child.pid)
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ENOENT' ? 'there is no such command' : why(error)
      reject(new UsageError(`cannot run ${program}: ${reason}`))
    })
    child.once('exit', (status, signal) => {
      janitor.unwatch()
      resolve(status ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

function pass(signal: StopSignal, child: ChildProcess, terminal: boolean): void {
  // Ctrl-C reaches everybody in front of the terminal; a second one would mean "at once" to many programs.
  if (terminal && signal === 'SIGINT') return
  if (terminal || child.pid === undefined) child.kill(signal)
  else process.kill(-child.pid, signal)
}
