import { isNegative, type Reply } from '../../model/reply.js'

/** The server's own certificate or key, not the client's, nor that of a user. */
const ours = /\b(?:client|peer|user|your)\b.{0,12}cert/i
const things =
  /\b(?:certificates?|cert|private ?key|key ?file|key ?store|(?:TLS|SSL) (?:config\w*|context|settings?|engine)|\S+\.(?:pem|crt|key|pfx|jks|p12))\b/i
const wants =
  /\b(?:cannot|can ?not|can't|could ?n[o']t|unable|failed|fails?|failure|no|not|missing|without|invalid|error|unavailable)\b/i

/** A refusal of AUTH that names what the server misses for TLS of its own: "550 Cannot get a TLS config" (ftpserverlib). */
export function missesCertificate(reply: Reply | undefined): boolean {
  if (reply === undefined || !isNegative(reply)) return false
  const words = [reply.text, ...reply.lines].join(' ')
  return things.test(words) && wants.test(words) && !ours.test(words)
}
