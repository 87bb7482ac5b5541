// Passwords that stand in a log. Some clients write stars; lftp 4.9.2 and curl 7.88 write the password itself.

/** A word as shells read it, its quotes and all; without the second quote it goes to the end of the line. */
const word = String.raw`((?:"(?:\\.|[^"\\\r\n])*"?|'[^'\r\n]*'?|\\.|[^\s"'\\])+)`
const option = String.raw`(?:^|[\s"'({,;])`

/** Where they stand: behind PASS and ACCT of a client or in an echo, in URLs, and in headers. */
const places: readonly RegExp[] = [
  /(?:^|[>:])[ \t]*(?:PASS|ACCT) (\S[^\r\n]*)/gm,
  /["'`](?:PASS|ACCT) ([^"'`\r\n]+)["'`]/gi,
  // Up to the first @, and up to the last one: a password may hold some.
  /\b[a-z]\w*:\/\/[^\s/:@]*:([^\s/@]+)@/gi,
  /\b[a-z]\w*:\/\/[^\s/:]*:([^\s/]+)@/gi,
  /(?:^|\s)(?:-x|--(?:pre)?proxy|--socks[\w-]*)[ =]?["']?[^\s/:@"']*:([^\s/]+)@/gim,
  /\b(?:Proxy-)?Authorization: *(?:\w+ +)?(\S[^\r\n]*)/gi,
]

/** In options of the command lines that people paste along: user and password, or the password. */
const users = new RegExp(`${option}(?:-[a-z]*u|--(?:[\\w-]+-)?user)[ =]?${word}`, 'gim')
const passwords = [
  new RegExp(`${option}[-/]{0,2}[\\w-]*(?:password|passwd|pass)["']?[=:][ \\t]?${word}`, 'gim'),
  new RegExp(`${option}--?[\\w-]*(?:password|passwd|pass)[ \\t]+${word}`, 'gim'),
]
const basic = /\bAuthorization: *Basic +([\w+/=-]+)/gi

/** What a client writes in place of one. */
const masked = /^(?:[*x•.]+|\[[\w ]+\]|<[\w ]+>)$/i

/** Every secret in the text and in the commands of its client, the longest first, so that none is left over where one contains another. */
export function secretsIn(text: string, commands: readonly string[] = []): readonly string[] {
  const found = new Set<string>()
  const all = [
    ...commands.flatMap(command => /^\s*(?:PASS|ACCT)\s+(\S.*)$/i.exec(command)?.[1] ?? []),
    ...places.flatMap(place => firstsOf(text, place)),
    ...firstsOf(text, users).flatMap(user => unquoted(user).flatMap(passwordOf)),
    ...passwords.flatMap(place => firstsOf(text, place).flatMap(unquoted)),
    ...firstsOf(text, basic).flatMap(code => {
      const decoded = Buffer.from(code, 'base64').toString()
      return [decoded, ...passwordOf(decoded)]
    }),
  ].map(secret => secret.trimEnd())
  for (const secret of all)
    if (secret !== '' && !masked.test(secret)) for (const spelling of spellingsOf(secret)) found.add(spelling)
  return [...found].sort((a, b) => b.length - a.length)
}

function firstsOf(text: string, place: RegExp): readonly string[] {
  return [...text.matchAll(place)].map(([, first = '']) => first)
}

/** As it stands there, and as a shell hands it on. */
function unquoted(text: string): readonly string[] {
  const plain = text.replace(/\\(.)|["']/g, '$1')
  const inside = text.replace(/^["']|["']$/g, '')
  return plain === inside ? [plain] : [plain, inside]
}

/** `user:password`; lftp has a comma. */
function passwordOf(text: string): readonly string[] {
  const at = text.search(/[:,]/)
  return at < 1 ? [] : [text.slice(at + 1)]
}

/** In a URL it may be percent-encoded. */
function spellingsOf(secret: string): readonly string[] {
  try {
    return [secret, decodeURIComponent(secret), encodeURIComponent(secret)]
  } catch {
    return [secret]
  }
}
