import { finish } from './finish.js'

/** Ends the run on SIGINT and SIGTERM: once gently, so that what was seen is reported; the second time at once. */
export interface Interrupt {
  readonly signal: AbortSignal
  /** The exit status that a signal demands; undefined when none came. */
  readonly status: () => number | undefined
}

const statuses = { SIGINT: 130, SIGTERM: 143 } as const

/** How long a run may take to end after the first signal. */
const patienceMs = 5_000

export function onInterrupt(said: (text: string) => void): Interrupt {
  const controller = new AbortController()
  let status: number | undefined
  for (const [signal, code] of Object.entries(statuses))
    process.on(signal, () => {
      if (status !== undefined) process.exit(code)
      status = code
      if (process.stderr.isTTY) said('Stopping; what was seen is reported. Ctrl-C again stops at once.')
      setTimeout(() => void finish(code), patienceMs).unref()
      controller.abort()
    })
  return { signal: controller.signal, status: () => status }
}
