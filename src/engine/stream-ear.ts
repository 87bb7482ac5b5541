import type { Socket } from 'node:net'

/** What a stream may say. `reset` is a RST; `end` is everything else after which nothing comes. */
export interface StreamNews {
  data(chunk: Buffer): void
  end(): void
  reset(): void
}

/** Listens to one stream at a time: the raw socket first, the TLS socket over it later. */
export class StreamEar {
  #stream: Socket | undefined
  readonly #onData: (chunk: Buffer) => void
  readonly #onEnd: () => void
  readonly #onError: (error: NodeJS.ErrnoException) => void

  constructor(news: StreamNews) {
    this.#onData = chunk => news.data(chunk)
    this.#onEnd = () => news.end()
    this.#onError = error => (error.code === 'ECONNRESET' ? news.reset() : news.end())
  }

  attach(stream: Socket): void {
    this.detach()
    this.#stream = stream
    stream.on('data', this.#onData)
    stream.on('end', this.#onEnd)
    stream.on('error', this.#onError)
    stream.on('close', this.#onEnd)
    // Finished and close_notify may come in one segment: then the end is over before anybody listens.
    if (stream.readableEnded || stream.destroyed) this.#onEnd()
    else stream.resume()
  }

  /** Stops listening; the stream is paused, so that nothing is lost to nobody. */
  detach(): void {
    const stream = this.#stream
    this.#stream = undefined
    if (stream === undefined) return
    stream.pause()
    stream.off('data', this.#onData)
    stream.off('end', this.#onEnd)
    stream.off('error', this.#onError)
    stream.off('close', this.#onEnd)
  }
}

/** Ends a socket for good; what it still has to say is of no interest. */
export function discard(socket: Socket | undefined): void {
  socket?.on('error', () => undefined).destroy()
}
