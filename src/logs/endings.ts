/** How a wait or a connection ended, in the words of clients and of strerror(3). */
export type End = 'timeout' | 'refused' | 'reset' | 'closed' | 'unreachable' | 'no-network' | 'unresolved'

const words: readonly (readonly [End, RegExp])[] = [
  [
    'unresolved',
    /could ?n[o']t resolve|name or service not known|nodename nor servname|ENOTFOUND|EAI_\w+|unknown host|host (?:name )?not found|no such host|does not exist/i,
  ],
  ['refused', /connection refused|ECONNREFUSED|actively refused/i],
  ['unreachable', /no route to host|host (?:is )?unreachable|EHOSTUNREACH/i],
  ['no-network', /network (?:is )?unreachable|unreachable network|ENETUNREACH/i],
  ['timeout', /timed? ?-?out|timeout|ETIMEDOUT/i],
  ['reset', /reset by peer|ECONNRESET|connection (?:was )?reset|forcibly closed/i],
  [
    'closed',
    /closed by (?:the )?(?:server|peer|remote)|\bEOF\b|unexpected eof|peer closed|closed connection|non-properly terminated|ECONNABORTED|response reading failed|lost connection|disconnected from server|SSL_ERROR_SYSCALL/i,
  ],
]

/**
 * Of several messages the first that tells: what comes behind it is a consequence. That no network leads to an address is said
 * at once, of IPv6 where there is none, and then the next address is tried.
 */
export function endOf(texts: readonly string[]): End | undefined {
  const ends = texts.flatMap(text => words.find(([, pattern]) => pattern.test(text))?.[0] ?? [])
  return ends.find(end => end !== 'no-network') ?? ends[0] ?? texts.flatMap(text => endOfCurl(text) ?? [])[0]
}

/** Who refuses does so within a round trip; TCP asks again after 1, 3, 7 seconds and so on (RFC 6298 §5.5) before it gives up. */
const [answersWithinMs, givesUpAfterMs] = [1_000, 15_000]

/** `after 131064 ms: Couldn't connect to server`: curl's words for any end of a dial; the line before, which says why, may have been cut off. */
function endOfCurl(text: string): End | undefined {
  if (text.startsWith('curl: (28) ')) return 'timeout'
  const ms = /failed to connect .* after (\d+) ms: could ?n[o']t connect/i.exec(text)?.[1]
  if (ms === undefined) return undefined
  if (Number(ms) < answersWithinMs) return 'refused'
  return Number(ms) >= givesUpAfterMs ? 'timeout' : undefined
}

/** What TLS libraries say of a certificate, by the finding that it is about. OpenSSL, GnuTLS, SChannel's words as clients pass them on. */
const certificates: readonly (readonly [string, RegExp])[] = [
  [
    'certificate-expired',
    /certificate (?:has )?expired|expired certificate|not after|certificate is expired/i,
  ],
  ['certificate-not-yet-valid', /not (?:yet valid|activated)/i],
  [
    'certificate-name-mismatch',
    /does not match|no alternative certificate subject name|hostname mismatch|not match(?:es)? (?:target )?host|name mismatch|owner does not match/i,
  ],
  ['certificate-self-signed', /self-?signed certificate(?! in)|self signed certificate(?! in)/i],
  [
    'certificate-untrusted',
    /unable to get local issuer|issuer is unknown|unknown authority|self-?signed certificate in|certificate is NOT trusted|not trusted|unable to verify the first|unknown ca\b/i,
  ],
]

export function certificateFinding(text: string): string | undefined {
  return /certificate|verif|issuer|host/i.test(text)
    ? certificates.find(([, pattern]) => pattern.test(text))?.[0]
    : undefined
}
