import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/*
 * A process that is killed cannot clean up. A shell in a session of its own waits at the other end of a pipe: when the
 * pipe closes, whatever the reason, it ends the command that was left behind and removes the folder.
 */
const script = `
trap '' HUP INT TERM
child=
while read -r what pid; do
  case $what in
    child) child=$pid ;;
    gone) child= ;;
  esac
done
[ -z "$child" ] || kill -s KILL -- "$child" 2>/dev/null
rm -rf -- "$1"
`

/** All temporary files of this process in one folder, and somebody who removes it even if this process is killed. */
export class Janitor {
  readonly #folder = mkdtempSync(join(tmpdir(), 'ftps-doctor-mock-'))
  readonly #shell: ChildProcess | undefined

  constructor() {
    // What the servers write goes where tmpdir() says: by TMPDIR, on Windows by TEMP.
    Object.assign(process.env, { TMPDIR: this.#folder, TEMP: this.#folder })
    if (process.platform === 'win32') return
    this.#shell = spawn('/bin/sh', ['-c', script, 'ftps-doctor-janitor', this.#folder], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    // Without a shell this process still removes what it made, unless it is killed.
    this.#shell.on('error', () => undefined)
    this.#shell.stdin?.on('error', () => undefined)
    this.#shell.unref()
  }

  /** A process, or with a minus a process group, that must not outlive this one. */
  watch(child: number): void {
    this.#shell?.stdin?.write(`child ${child}\n`)
  }

  /** It has ended; its number may soon be another's. */
  unwatch(): void {
    this.#shell?.stdin?.write('gone -\n')
  }

  /** Removes the folder; resolves when the janitor has gone, too. */
  async finish(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true })
    const shell = this.#shell
    if (shell?.pid === undefined || shell.exitCode !== null || shell.signalCode !== null) return
    const gone = once(shell, 'exit')
    shell.ref()
    shell.stdin?.end()
    await gone
  }
}
