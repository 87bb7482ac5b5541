const LF = 0x0a

/** A line with its line end, or, with `end` false, the first bytes of a line that has no room. */
export interface QueuedLine {
  readonly bytes: Buffer
  readonly end: boolean
}

/** Unread bytes in the chunks they came in. Each byte is looked at once and copied at most once, however small the chunks. */
export class LineQueue {
  #chunks: Buffer[] = []
  #head = 0
  /** Chunks from the head on that are known to hold no line feed, and their bytes. */
  #scanned = 0
  #scannedBytes = 0
  #size = 0

  /** Unread bytes. */
  get size(): number {
    return this.#size
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return
    this.#chunks.push(chunk)
    this.#size += chunk.length
  }

  /** Puts bytes back in front of all others. */
  unread(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#size += bytes.length
    if (this.#head > 0) this.#chunks[--this.#head] = bytes
    else this.#chunks.unshift(bytes)
    this.#forgetScan()
  }

  /** The next line if it is complete or longer than `room`; the answer depends on the bytes only, not on their chunks. */
  next(room: number): QueuedLine | undefined {
    for (;;) {
      if (this.#scannedBytes > room) return { bytes: this.#cut(room), end: false }
      const chunk = this.#chunks[this.#head + this.#scanned]
      if (chunk === undefined) return undefined
      const at = chunk.indexOf(LF)
      if (at >= 0) {
        const length = this.#scannedBytes + at + 1
        return length <= room
          ? { bytes: this.#cut(length), end: true }
          : { bytes: this.#cut(room), end: false }
      }
      this.#scanned += 1
      this.#scannedBytes += chunk.length
    }
  }

  /** The oldest chunk, or what is left of it. */
  shift(): Buffer | undefined {
    const chunk = this.#chunks[this.#head]
    if (chunk === undefined) return undefined
    this.#head += 1
    this.#size -= chunk.length
    this.#forgetScan()
    return chunk
  }

  /** All bytes; the queue is empty afterwards. */
  drain(): Buffer {
    const all = Buffer.concat(this.#chunks.slice(this.#head))
    this.#chunks = []
    this.#head = 0
    this.#size = 0
    this.#forgetScan()
    return all
  }

  #cut(length: number): Buffer {
    const parts: Buffer[] = []
    this.#size -= length
    for (let left = length; left > 0;) {
      const chunk = this.#chunks[this.#head]
      if (chunk === undefined) break
      if (chunk.length <= left) this.#head += 1
      else this.#chunks[this.#head] = chunk.subarray(left)
      parts.push(chunk.subarray(0, left))
      left -= Math.min(left, chunk.length)
    }
    this.#forgetScan()
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
  }

  #forgetScan(): void {
    this.#scanned = 0
    this.#scannedBytes = 0
    if (this.#head > 1024 && this.#head * 2 > this.#chunks.length) {
      this.#chunks = this.#chunks.slice(this.#head)
      this.#head = 0
    }
  }
}
