import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Job } from './look.js'
import type { Answer } from './thread.js'

interface Hands {
  readonly threads: number
  /** A thread that has not answered by then is ended: its clock stands still while it is busy. */
  readonly longestMs: number
  readonly signal: AbortSignal
  onAnswer(job: Job, answer: Answer): void
}

/**
 * Looks at every server, a few at a time, each alone in its thread: client and server share that thread and nothing
 * else, so that no look makes another one wait.
 */
export async function lookInThreads(jobs: readonly Job[], hands: Hands): Promise<void> {
  const left = [...jobs]
  const work = async (): Promise<void> => {
    const thread = new Thread()
    try {
      for (let job = left.shift(); job !== undefined; job = left.shift()) {
        const answer = await thread.ask(job, hands)
        if (hands.signal.aborted) return
        hands.onAnswer(job, answer)
      }
    } finally {
      await thread.end()
    }
  }
  await Promise.all(Array.from({ length: Math.min(hands.threads, jobs.length) }, work))
}

/** A file would not start where Node's own options speak of source text (--input-type). */
const threadCode = `import(${JSON.stringify(new URL('./thread.js', import.meta.url).href)})`

/** A thread for one job after the other; one that broke is replaced. */
class Thread {
  #worker: Worker | undefined

  async ask(job: Job, hands: Hands): Promise<Answer> {
    this.#worker ??= new Worker(threadCode, { eval: true })
    const answered = await answerOf(this.#worker, job, hands)
    if ('over' in answered) await this.end()
    return 'over' in answered ? { is: 'failed', message: answered.over } : answered
  }

  async end(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }
}

/** The answer to one job, or why none will come. */
async function answerOf(
  worker: Worker,
  job: Job,
  { longestMs, signal }: Hands,
): Promise<Answer | { readonly over: string }> {
  const settled = new AbortController()
  const ended = AbortSignal.any([settled.signal, signal, AbortSignal.timeout(longestMs)])
  const hear = (name: string): Promise<unknown[]> => once(worker, name, { signal: ended })
  try {
    worker.postMessage(job)
    return await Promise.race([
      hear('message').then(([answer]) => answer as Answer),
      hear('exit').then(() => ({ over: 'its thread ended' })),
    ])
  } catch (error) {
    const reason = ended.aborted ? `no answer in ${longestMs / 1000} s, or interrupted` : String(error)
    return { over: reason }
  } finally {
    settled.abort()
  }
}
