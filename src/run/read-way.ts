import { cellId, dataModes, protections, type CellId, type Security } from '../model/matrix.js'

const securityPatterns: readonly (readonly [RegExp, Security])[] = [
  [/\bauth tls\b/, 'auth-tls'],
  [/\bauth ssl\b/, 'auth-ssl'],
  [/\bimplicit( tls)?\b/, 'implicit'],
  [/\b(none|clear)\b/, 'none'],
]

/** A way as people write it: `auth-tls/P/EPSV`, or `AUTH TLS, PROT P, EPSV`; undefined when a part is missing or left over. */
export function readWay(text: string): CellId | undefined {
  const plain = text.toLowerCase().replace(/[^a-z]+/g, ' ')
  const [pattern, security] = securityPatterns.find(([candidate]) => candidate.test(plain)) ?? []
  if (pattern === undefined || security === undefined) return undefined
  const words = plain
    .replace(pattern, ' ')
    .replace(/\bprot not sent\b/, 'default')
    .split(' ')
    .filter(word => word !== '' && word !== 'prot')
  if (words.length !== 2) return undefined
  const protection = protections.find(level => words.includes(level.toLowerCase()))
  const dataMode = dataModes.find(mode => words.includes(mode.toLowerCase()))
  return protection === undefined || dataMode === undefined
    ? undefined
    : cellId({ security, protection, dataMode })
}
