import { finalReply, transferVerbs, type Conversation } from './conversation.js'

/** A transfer that came to its end, in the server's words. */
export interface Transferred {
  readonly command: string
  readonly reply: string
}

/** The last transfer of a log, where it came to its end and nothing went wrong behind it: what stands before, the client got over. */
export function transferred(conversations: readonly Conversation[]): Transferred | undefined {
  const exchanges = conversations.flatMap(conversation => conversation.exchanges)
  const at = exchanges.findLastIndex(({ verb }) => transferVerbs.includes(verb))
  const exchange = exchanges[at]
  const reply = exchange === undefined ? undefined : finalReply(exchange)
  if (exchange?.command === undefined || reply === undefined || reply.code >= 300) return undefined
  if (exchanges.slice(at).some(({ errors }) => errors.length > 0)) return undefined
  return { command: exchange.command.text, reply: `${reply.code} ${reply.text}` }
}
