import type { Said } from './conversation.js'

/** A finding that a log speaks for: its line, and what stands around it that makes the line speak. */
export interface Sign {
  /** Of a finding. */
  readonly id: string
  readonly line: number
  readonly quote: string
  readonly because: string
  /** The client got over it by itself, so it is not what stopped it. */
  readonly mended?: true
}

export function sign(id: string, { line, text }: Said, because: string): Sign {
  return { id, line, quote: text, because }
}
