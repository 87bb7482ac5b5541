import { cellIds, dataModes, protections, wayOf, type Security } from '../model/matrix.js'
import type { Wishes } from './tools.js'

/** The methods by which sessions may be logged in with these wishes: none when nobody logs in. */
export function loginMethods({ login, securities, clearLogin }: Wishes): readonly Security[] {
  return login === 'asked' ? securities.filter(security => security !== 'none' || clearLogin) : []
}

/** How a connection becomes one inside TLS, by each of these methods. */
export function authCommands(methods: readonly Security[]): readonly string[] {
  return [
    ...(methods.includes('auth-tls') ? ['AUTH TLS'] : []),
    ...(methods.includes('auth-ssl') ? ['AUTH SSL'] : []),
  ]
}

/** From the greeting to 230. */
export function loginCommands(methods: readonly Security[]): readonly string[] {
  return [...authCommands(methods), 'USER <name>', 'PASS <password>']
}

/** How many of the 80 ways may be tried. */
export function plannedWays(wishes: Wishes): number {
  const methods = loginMethods(wishes)
  return cellIds.filter(id => {
    const { security, dataMode } = wayOf(id)
    return wishes.cells.has(id) && methods.includes(security) && wishes.dataModes.includes(dataMode)
  }).length
}

/** PBSZ and PROT for the levels that are looked at. */
export function levelCommands({ cells }: Wishes): readonly string[] {
  const levels = protections.filter(
    level => level !== 'default' && [...cells].some(id => wayOf(id).protection === level),
  )
  return levels.length === 0 ? [] : ['PBSZ 0', ...levels.map(level => `PROT ${level}`)]
}

/** The set-up of data connections. */
export function setUpCommands(wishes: Wishes): readonly string[] {
  const written = { PASV: 'PASV', EPSV: 'EPSV', PORT: 'PORT <our address>', EPRT: 'EPRT <our address>' }
  return dataModes.filter(mode => wishes.dataModes.includes(mode)).map(mode => written[mode])
}
