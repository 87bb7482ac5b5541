import type { Reply } from '../../model/reply.js'

const words = /bad ip|addresses? do(?:es)? not match|not match control|ip mismatch/i

/** The server takes the data connection for a stranger's. */
export function saysForeignPeer(reply: Reply | undefined): boolean {
  return words.test(reply?.text ?? '')
}
