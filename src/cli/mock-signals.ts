import { Socket } from 'node:net'

/** What asks a served server, or a command beside it, to end. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

/** The status of a process that ended by a signal, as a shell has it. */
export const signalStatus: Readonly<Record<StopSignal, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }

/** Hears the signals from its making on: none is lost while the server still starts. */
export class Signals {
  #first: StopSignal | undefined
  #take: (signal: StopSignal) => void = () => undefined

  constructor() {
    for (const signal of Object.keys(signalStatus) as StopSignal[])
      process.on(signal, () => {
        this.#first ??= signal
        this.#take(signal)
      })
  }

  /** The first that came. */
  get first(): StopSignal | undefined {
    return this.#first
  }

  /** From now on, each goes there. */
  forward(take: (signal: StopSignal) => void): void {
    this.#take = take
  }
}

/** Resolves at the first signal, and when standard input closes: then whoever started this has gone. */
export function untilStopped(signals: Signals): Promise<void> {
  return new Promise(resolve => {
    if (signals.first !== undefined) resolve()
    signals.forward(signal => {
      // The second one: closing hangs, or takes longer than somebody wants to wait.
      signals.forward(() => process.exit(signalStatus[signal]))
      resolve()
    })
    const { stdin } = process
    // A terminal is a Socket to Node, too; a file or /dev/null is none and says nothing when it ends.
    if (!(stdin instanceof Socket) || stdin.isTTY) return
    for (const event of ['end', 'close', 'error']) stdin.once(event, () => resolve())
    stdin.resume()
  })
}
