/** `ftps-doctor mock ...` as a test starts it: the built program, its first line of JSON, and how it ended. */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { SeenEvent } from '../../../../src/run/library.js'

export const program = fileURLToPath(new URL('../../../../dist/src/cli/main.js', import.meta.url))

/** The first line of `mock serve --json`. */
export interface Facts {
  readonly id: string
  readonly url: string
  readonly host: string
  readonly port: number
  readonly security: string
  readonly user: string
  readonly password: string
  readonly ca: string
  readonly caFile: string
}

export interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

interface Started {
  readonly child: ChildProcess
  /** The next whole line on stdout. */
  readonly line: () => Promise<string>
  /** When the process has ended and nobody holds its stdout and stderr any more. */
  readonly ended: Promise<Ended>
}

export function startMock(
  args: readonly string[],
  { stdin = 'pipe', environment = {} }: { stdin?: 'pipe' | 'ignore'; environment?: NodeJS.ProcessEnv } = {},
): Started {
  const stdio: StdioOptions = [stdin, 'pipe', 'pipe']
  const child = spawn(process.execPath, [program, 'mock', ...args], {
    stdio,
    env: { ...process.env, ...environment },
  })
  let [stdout, stderr, taken] = ['', '', 0]
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = once(child, 'close').then(([status, signal]) => ({
    status: status as number | null,
    signal: signal as NodeJS.Signals | null,
    stdout,
    stderr,
  }))
  const line = async (): Promise<string> => {
    for (;;) {
      const end = stdout.indexOf('\n', taken)
      if (end >= 0) {
        const text = stdout.slice(taken, end)
        taken = end + 1
        return text
      }
      if (child.stdout?.readableEnded !== false) throw new Error(`no line any more; on stderr: ${stderr}`)
      await Promise.race([once(child.stdout, 'data'), ended])
    }
  }
  return { child, line, ended }
}

export async function factsOf({ line }: Started): Promise<Facts> {
  return JSON.parse(await line()) as Facts
}

/** The last line of `mock serve --json`. */
export function seenIn({ stdout }: Ended): readonly SeenEvent[] {
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  return (JSON.parse(last) as { readonly seen: readonly SeenEvent[] }).seen
}

/** Gone, or only waiting for its parent to notice. */
export function isGone(pid: number): boolean {
  if (existsSync('/proc/self/stat')) {
    if (!existsSync(`/proc/${pid}/stat`)) return true
    return /\) [ZX] /.test(textOf(`/proc/${pid}/stat`))
  }
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

/** It may go between two looks. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ') X '
  }
}

/** Looks again and again until it is so; rejects when it never is. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const signal = AbortSignal.timeout(20_000)
  while (!isSo()) {
    if (signal.aborted) throw new Error(`it never came to this: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
