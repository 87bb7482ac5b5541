import type { Entered } from '../../src/engine/enter.js'
import type { Tools } from '../../src/engine/tools.js'
import type { HandshakeOutcome } from '../../src/tls/handshake.js'
import type { HelloLook } from '../auth.js'

/** What became of one ClientHello; undefined where none was said. */
export function helloLook(tools: Tools, shape: HelloLook['shape'], entered: Entered): HelloLook | undefined {
  const tls = entered.control?.tls
  if (tls !== undefined)
    return { shape, outcome: 'done', seconds: 0, tls: tls.facts, ...asksUs(tls.channel.asksForCertificate) }
  if (entered.is !== 'fails' || entered.hello === undefined) return undefined
  const { hello } = entered
  const seconds = hello.is === 'error' ? 0 : hello.seconds
  return { shape, seconds, ...outcomeOf(tools, hello), ...asksUs(hello.asksForCertificate) }
}

function outcomeOf(tools: Tools, hello: HandshakeOutcome): Omit<HelloLook, 'shape' | 'seconds'> {
  switch (hello.is) {
    case 'alert':
      return {
        outcome: 'alert',
        alert: { description: hello.description, name: hello.name },
        ...(hello.clearText && { clearText: firstLine(tools, hello.clearText) }),
      }
    case 'clear-text':
      return {
        outcome: 'clear-text',
        clearText: firstLine(tools, hello.bytes),
        firstBytes: harmless(tools, hello.bytes).subarray(0, 16).toString('base64'),
      }
    case 'aborted':
      return { outcome: 'silence' }
    default:
      return { outcome: hello.is }
  }
}

/** The first line of clear text, as data: a format makes it harmless. */
export function firstLine(tools: Tools, bytes: Buffer): string {
  return (harmless(tools, bytes).toString('latin1').split(/\r?\n/, 1)[0] ?? '').slice(0, 200)
}

/** No login was made yet; but the server may know the password all the same. */
function harmless({ context }: Tools, bytes: Buffer): Buffer {
  return context.transcript.redactor.bytes(bytes)
}

function asksUs(isAsked: boolean | undefined): Pick<HelloLook, 'asksForCertificate'> {
  return isAsked === true ? { asksForCertificate: true } : {}
}
