import type { Security } from '../src/model/matrix.js'
import type { Reply } from '../src/model/reply.js'

/** The first login of the run, alone, and FEAT after it. */
export interface Login {
  readonly user: string
  readonly security: Security
  readonly accepted: boolean
  /** Replies to USER, PASS and, when asked for, ACCT; in order. */
  readonly replies: readonly { readonly command: 'USER' | 'PASS' | 'ACCT'; readonly reply: Reply }[]
  /** Features named after login (RFC 2389), upper case, with their parameters. */
  readonly features?: readonly string[]
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly login: Login
  }
}
