import type { Conversation } from './conversation.js'

/** The last command and the last reply of a log, for who knows the server: what was asked when it broke. */
export function lastSaid(conversations: readonly Conversation[]): {
  readonly command?: string
  readonly reply?: string
} {
  const exchanges = conversations.flatMap(conversation => conversation.exchanges)
  const text = exchanges.filter(({ verb }) => !endVerbs.includes(verb)).at(-1)?.command?.text
  const reply = exchanges.flatMap(({ replies }) => replies).at(-1)
  return {
    ...(text === undefined
      ? {}
      : { command: /^\s*(?:PASS|ACCT)\b/i.test(text) ? `${text.trim().slice(0, 4)} ***` : text }),
    ...(reply === undefined ? {} : { reply: `${reply.code} ${reply.text}` }),
  }
}

/** Said behind a failure, or without one. */
const endVerbs: readonly string[] = ['QUIT', 'ABOR', '']
