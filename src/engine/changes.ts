/** Tells whoever waits that something has changed; what it was, the waiter asks. */
export class Changes {
  readonly #waiting = new Set<() => void>()

  /** Resolves at the next `tell`. Cancel it when another wait has won. */
  next(): { readonly promise: Promise<void>; cancel(): void } {
    let wake = (): void => undefined
    const promise = new Promise<void>(resolve => {
      wake = resolve
    })
    this.#waiting.add(wake)
    return { promise, cancel: () => this.#waiting.delete(wake) }
  }

  tell(): void {
    for (const wake of this.#waiting) wake()
    this.#waiting.clear()
  }
}
