import { finalReply, type Conversation, type Exchange, type LoggedReply } from '../conversation.js'
import { endOf, type End } from '../endings.js'
import { sign, type Sign } from '../sign.js'

/** Up to the greeting, and what the greeting says. */
export function atTheDoor(conversation: Conversation): readonly Sign[] {
  const [first] = conversation.exchanges
  if (first === undefined) return []
  const greeting = finalReply(first)
  if (greeting !== undefined) return greeted(greeting)
  const [error] = first.errors
  const end = endOf(first.errors.map(({ text }) => text))
  if (error === undefined || end === undefined) return []
  const id = isConnected(first, error.text) ? afterConnect(conversation, end) : beforeConnect[end]
  return id === undefined ? [] : [sign(id, error, 'before any greeting')]
}

function greeted(greeting: LoggedReply): readonly Sign[] {
  if (greeting.code === 421) return [sign('greeting-busy', greeting, 'instead of a greeting')]
  return greeting.code >= 400 ? [sign('greeting-refused', greeting, 'instead of a greeting')] : []
}

const beforeConnect: Readonly<Partial<Record<End, string>>> = {
  timeout: 'connection-filtered',
  refused: 'connection-refused',
  unreachable: 'host-unreachable',
  'no-network': 'host-unreachable',
  unresolved: 'host-unknown',
  reset: 'connection-refused',
  closed: 'closed-before-greeting',
}

/** Of implicit TLS the handshake tells. */
function afterConnect({ port, implicit }: Conversation, end: End): string | undefined {
  if (implicit) return undefined
  if (end === 'closed' || end === 'reset') return 'closed-before-greeting'
  if (end !== 'timeout') return undefined
  return port === 990 ? 'implicit-tls-expected' : 'greeting-silent'
}

function isConnected({ notes }: Exchange, error: string): boolean {
  return (
    notes.some(({ text }) =>
      /^Connect(?:ed|ion established)|^Established connection|^Connected with/.test(text),
    ) && !/failed to connect|connection attempt/i.test(error)
  )
}
