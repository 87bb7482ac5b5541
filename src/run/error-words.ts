// An error text as the words that tell: what differs from run to run (addresses, hosts, paths, ports, times) is left
// out, and what programs spell in their own way (ETIMEDOUT, ConnectionRefusedError, WRONG_VERSION_NUMBER) becomes the
// words that others use.

/** What POSIX's names stand for, as strerror(3) and getaddrinfo(3) say it. */
const errnos: Readonly<Record<string, string>> = {
  ETIMEDOUT: 'connection timed out',
  ESOCKETTIMEDOUT: 'connection timed out',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  ENOTFOUND: 'could not resolve host',
  EAI_AGAIN: 'could not resolve host',
  EAI_NONAME: 'could not resolve host',
}

const sameWord: Readonly<Record<string, string>> = {
  cert: 'certificate',
  certs: 'certificate',
  certificates: 'certificate',
  connections: 'connection',
  timeout: 'timed',
  altnames: 'altname',
}

/** Words of every message and of every trouble: they tell nothing apart. */
export const fillWords: ReadonlySet<string> = new Set(
  (
    'a an the this that it its is are was were be been has have had do does did not no of to in on at by for from ' +
    'with and or as than then when so your you we us error errors err exception failed fail failure fatal warning ' +
    'critical status response command code message perm temp'
  ).split(' '),
)

/** IPv4, and IPv6 (times of day, too) where it stands alone: what follows `routines::` and `Net::` are words. */
const address =
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|(?<![\w:])\[?[0-9a-f]*:[0-9a-f]*:[0-9a-f:]+(?:\.\d+)*\]?(?::\d+)?(?!:?\w)/gi
/** Its meaning stands behind it (OpenSSL's with the function that met it, until 3.0); and where a program's own source was. */
const ownNumber = /\[(?:Errno|WinError) -?\d+\]|\bon line \d+\b|\berror:[0-9a-f]{8}:[a-z ]+ routines:\w*:/gi
const moment = /\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?/g
const duration = /\b\d+(?:\.\d+)? ?(?:ms|milliseconds?|s|sec|seconds?)\b/gi
const path = /(?<![\w/])(?:[a-z]+:\/\/|\/)[\w./@:-]+/gi
/** `ftp.partner.example`, `_ssl.c`, `java.net.SocketException`. */
const dotted = /[\w-]+(?:\.[\w-]+)+(?::\d+)?/g
const quoted = /(['"“])[^'"“”]*\1/g

/** The words of a text: small letters, figures of up to three digits with their sign, names of errors spelled out. */
export function wordsOf(text: string): ReadonlySet<string> {
  const plain = text
    .replace(/['’](?=[a-z]{1,2}\b)/g, '')
    .replace(quoted, part => (part.includes(' ') ? part : part.replace(dotted, ' ')))
    .replace(ownNumber, ' ')
    .replace(moment, ' ')
    .replace(address, ' ')
    .replace(duration, ' ')
    .replace(path, ' ')
    .replace(dotted, lastOf)
    .replace(/\b(?:EAI_[A-Z]+|E[A-Z]{4,})\b/g, name => ` ${errnos[name] ?? name} `)
    .replace(/([a-z])(?=[A-Z][a-z])/g, '$1 ')
    .replace(/(?<=^|\s|\()-(?=\d)/g, 'minus')
    .replace(/_/g, ' ')
    .toLowerCase()
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.filter(word => !/^\d{4,}$/.test(word)).map(word => sameWord[word] ?? word))
}

/** Of a class's full name the class; a host, a file and a version tell nothing. */
function lastOf(name: string): string {
  const last = name.replace(/:\d+$/, '').split('.').at(-1) ?? ''
  return /[A-Z]|_/.test(last) ? ` ${last} ` : ' '
}

/** What a text says of how it ended and where: two that name different ones cannot mean the same. */
const facets: readonly (readonly RegExp[])[] = [
  [/\btimed\b/, /\bconnection\b.*\brefused\b/, /\breset\b/, /\broute\b|\bunreachable\b/, /\bresolve\b/],
  [/\bdata\b/, /\bcontrol\b/],
]

/** Other protocols, whose programs use our figures and words for other things; SSH by its ways to log in too (RFC 4252 §5), HTTP by 502 and 504 (RFC 9110 §15.6). */
const otherProtocols: readonly string[] = 'http smtp imap pop3 ssh publickey hostbased gateway'.split(' ')

/** True where a text names a protocol that is not ours, and the message does not speak of it. */
export function isOfAnotherProtocol(text: ReadonlySet<string>, message: ReadonlySet<string>): boolean {
  return otherProtocols.some(name => text.has(name) && !message.has(name))
}

/** True where one names what the other contradicts: timed out and refused, control and data. */
export function contradict(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [a, b] = [[...one].join(' '), [...other].join(' ')]
  return facets.some(signs => {
    const [ofA, ofB] = [signs.filter(sign => sign.test(a)), signs.filter(sign => sign.test(b))]
    return ofA.length > 0 && ofB.length > 0 && !ofA.some(sign => ofB.includes(sign))
  })
}
