import type net from 'node:net'
import type { Timer } from './record-channel.js'
import { readAnswer, type ServerAnswer } from './server-answer.js'

export interface SayOptions {
  /** A connected socket as dial() makes it, with no listeners of ours left that read from it. */
  readonly raw: net.Socket
  /** A ClientHello, as clientHello() writes it. */
  readonly hello: Buffer
  /** Bytes received already that belong to the stream. */
  readonly head?: Buffer
  readonly deadlineMs: number
  readonly clock: Timer
  readonly signal: AbortSignal
}

/** What came of a hello that was built by hand. */
export type HelloAnswer = (ServerAnswer | { readonly is: 'fin' | 'rst' | 'silence' }) & {
  readonly seconds: number
}

/** More than any ServerHello needs: what goes on without one is none. */
const mostBytes = 32 * 1024

/** Sends the hello, waits for what answers it, and ends the connection. Never rejects. */
export function sayHello({
  raw,
  hello,
  head,
  deadlineMs,
  clock,
  signal,
}: SayOptions): Promise<HelloAnswer | { readonly is: 'aborted' }> {
  const start = clock.now()
  let heard = head ?? Buffer.alloc(0)
  return new Promise(resolve => {
    const end = (): void => {
      cancel()
      signal.removeEventListener('abort', onAbort)
      raw.off('data', onData).off('end', onEnd).off('close', onClose)
      raw.destroy()
    }
    const settle = (answer: ServerAnswer | { readonly is: 'fin' | 'rst' | 'silence' }): void => {
      end()
      resolve({ ...answer, seconds: (clock.now() - start) / 1000 })
    }
    const onData = (chunk: Buffer): void => {
      heard = Buffer.concat([heard, chunk])
      const answer = readAnswer(heard)
      if (answer !== undefined) settle(answer)
      else if (heard.length > mostBytes) settle({ is: 'unreadable', bytes: heard.subarray(0, mostBytes) })
    }
    const onEnd = (): void => settle({ is: 'fin' })
    // Whatever the error is, the connection is gone without a FIN.
    const onClose = (): void => settle({ is: 'rst' })
    const onAbort = (): void => {
      end()
      resolve({ is: 'aborted' })
    }
    const cancel = clock.after(deadlineMs, () => settle({ is: 'silence' }))
    signal.addEventListener('abort', onAbort)
    raw.on('data', onData).on('end', onEnd).on('close', onClose)
    if (signal.aborted) onAbort()
    else if (raw.closed) onClose()
    else if (raw.readableEnded) onEnd()
    else {
      raw.resume()
      raw.write(hello)
      if (heard.length > 0) onData(Buffer.alloc(0))
    }
  })
}
