/** What runs in a thread of `regress`: a job comes, its answer goes. */
import { parentPort } from 'node:worker_threads'
import { lookAt, type Job, type Looked } from './look.js'

export type Answer =
  { readonly is: 'looked'; readonly looked: Looked } | { readonly is: 'failed'; readonly message: string }

async function answer(job: Job): Promise<Answer> {
  try {
    return { is: 'looked', looked: await lookAt(job) }
  } catch (error) {
    return { is: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (job: Job) => {
  void answer(job).then(answered => parentPort?.postMessage(answered))
})
