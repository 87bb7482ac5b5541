/**
 * One line of a client's log by what it tells: `dial` opens a connection, `control` a new conversation where the client says
 * so; `error` is what the client calls one; `note` all else. Lines count from 1.
 */
export interface Entry {
  readonly line: number
  readonly kind: 'control' | 'dial' | 'command' | 'reply' | 'error' | 'note'
  readonly text: string
  /** Whom, where the line names it. */
  readonly host?: string
  readonly address?: string
  readonly port?: number
  /** The place is reached through a proxy, which the lines before it named. */
  readonly throughProxy?: true
  /** The conversation is over: the next dial is of another one. */
  readonly ends?: true
  /** TLS before the greeting. */
  readonly implicit?: boolean
}

/** How one client writes its log. */
export interface LogFormat {
  readonly id: string
  /** As the symptoms of findings and remedies name it. */
  readonly client: string
  /** A line that this client writes, and hardly anybody else. */
  isTelltale(line: string): boolean
  read(lines: readonly string[]): readonly Entry[]
}

/** A line of the log, read on its own; undefined for what tells nothing. */
export type ReadLine = (line: string) => Omit<Entry, 'line'> | undefined

export function eachLine(read: ReadLine): LogFormat['read'] {
  return lines =>
    lines.flatMap((text, index) => {
      const entry = read(text)
      return entry === undefined ? [] : [{ line: index + 1, ...entry }]
    })
}

/** What a client calls a note, and what speaks of trouble all the same. */
export function noteOrError(text: string): Omit<Entry, 'line'> {
  return { kind: trouble.test(text) && !harmless.test(text) ? 'error' : 'note', text }
}

const trouble =
  /\b(?:errors?|fail(?:ed|ure)?|timed? ?-?out|timeout|refused|reset|denied|unable|could ?n[o']t|cannot|can't|closed by|not trusted|expired|does not match|problem|unreachable|alert|did not)\b/i
const harmless = /verify ok|problem is fixed|restricted to|Will not|timeout set|0 failures/i
