// Passwords that stand in a log. Some clients write stars; lftp 4.9.2 and curl 7.88 write the password itself.

/** Where they stand: behind PASS and ACCT, in URLs, and in options of the command lines that people paste along. */
const places: readonly RegExp[] = [
  /\b(?:PASS|ACCT) (\S.*?)\s*$/gim,
  /\b(?:ftpe?s?|sftp|https?):\/\/[^\s/:@]+:([^\s/@]+)@/gi,
  /(?:^|\s)(?:-u|--user)[ =]?["']?[^\s:,"']+[:,]([^\s"']+)/gm,
  /(?:^|\s)[-/]?(?:password|passwd|pass)[=:]\s?["']?([^\s"']+)/gim,
]

/** What a client writes in place of one. */
const masked = /^(?:[*x•.]+|\[[\w ]+\]|<[\w ]+>)$/i

/** Every secret in the text, the longest first, so that none is left over where one contains another. */
export function secretsIn(text: string): readonly string[] {
  const found = new Set<string>()
  for (const place of places)
    for (const [, secret = ''] of text.matchAll(place))
      if (secret !== '' && !masked.test(secret))
        for (const spelling of spellingsOf(secret)) found.add(spelling)
  return [...found].sort((a, b) => b.length - a.length)
}

/** In a URL it may be percent-encoded. */
function spellingsOf(secret: string): readonly string[] {
  try {
    return [secret, decodeURIComponent(secret), encodeURIComponent(secret)]
  } catch {
    return [secret]
  }
}
