import { dial, type DialOptions } from '../net/dial.js'
import { dialThrough, type ThroughOutcome } from '../net/dial-through.js'
import type { ProxyAnswer } from '../net/proxy.js'
import type { EngineContext } from './context.js'
import type { Recorder } from './transcript.js'

/** The one way out of the engine: a TCP connection of our own, or the proxy's where the run has one. */
export function dialOut(
  context: EngineContext,
  to: Pick<DialOptions, 'host' | 'port' | 'deadlineMs'>,
): Promise<ThroughOutcome> {
  const { clock, proxy, signal } = context
  const options = { ...to, clock, signal }
  return proxy === undefined ? dial(options) : dialThrough(proxy, options)
}

/** What a proxy says may repeat the name and password that it was told. */
export function harmlessAnswer({ transcript }: EngineContext, answer: ProxyAnswer): ProxyAnswer {
  return answer.said === undefined ? answer : { ...answer, said: transcript.redactor.text(answer.said) }
}

/** What a dial came to, in the words of the transcript. */
export function noteDialled(
  recorder: Recorder,
  dialled: Exclude<ThroughOutcome, { is: 'open' | 'aborted' }>,
): void {
  if ('proxy' in dialled) {
    const { is, said } = dialled.proxy
    recorder.note('rst', { text: `proxy ${is}${said === undefined ? '' : `: ${said}`}` })
    return
  }
  recorder.note(dialled.is === 'silent' ? 'deadline' : 'rst', {
    text: `${dialled.is} ${dialled.code ?? ''}`.trim(),
  })
}
