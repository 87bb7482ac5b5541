import { randomBytes } from 'node:crypto'
import { clientHello, type OfferedHello } from '../tls/client-hello.js'
import { sniName } from '../tls/handshake.js'
import { sayHello, type HelloAnswer } from '../tls/say-hello.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'
import { interruptedBy } from './engine-error.js'
import type { Recorder } from './transcript.js'

const randomLength = 96

/** Says a hello that no TLS of ours would, and hears what answers it; the connection is gone afterwards. */
export async function sayByHand(
  { clock, signal, limits }: EngineContext,
  control: ControlConnection,
  offered: Omit<OfferedHello, 'random'>,
): Promise<HelloAnswer> {
  const { recorder } = control
  const { serverName, ...rest } = offered
  const name = sniName(serverName)
  const hello = clientHello({
    ...rest,
    ...(name === undefined ? {} : { serverName: name }),
    random: randomBytes(randomLength),
  })
  recorder.count('out', hello.length)
  recorder.note('tls', { text: `hello by hand, ${offered.offers} at most, ${hello.length} bytes` })
  const deadlineMs = limits.deadlines.hello
  const answer = await sayHello({ ...control.handOver(), hello, deadlineMs, clock, signal })
  if (answer.is !== 'aborted') noteAnswer(recorder, answer)
  control.destroy()
  if (answer.is === 'aborted') throw interruptedBy(signal)
  return answer
}

function noteAnswer(recorder: Recorder, answer: HelloAnswer): void {
  switch (answer.is) {
    case 'server-hello':
      recorder.note('tls', { text: `ServerHello ${answer.version} ${answer.suite ?? ''}`.trim() })
      break
    case 'alert':
      recorder.note('tls', { text: `alert ${answer.description} ${answer.name}` })
      break
    case 'clear-text':
    case 'unreadable':
      recorder.note('receive', { bytes: answer.bytes.subarray(0, bytesKept) })
      break
    case 'fin':
    case 'rst':
      recorder.note(answer.is, { text: 'behind the hello' })
      break
    case 'silence':
      recorder.note('deadline', { text: 'no answer to the hello' })
  }
}

const bytesKept = 512
