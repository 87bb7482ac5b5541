import { literals } from './literals.js'
import { Type } from '@sinclair/typebox'

/** How the control connection is secured: not at all, TLS from the first byte (Kermit's "SSL CONNECT"), RFC 4217's AUTH TLS, or AUTH SSL. */
export const securities = ['none', 'implicit', 'auth-tls', 'auth-ssl'] as const
export type Security = (typeof securities)[number]
export const SecuritySchema = literals(securities)

/** Protection levels of RFC 2228 §3; `default` means that neither PBSZ nor PROT was ever sent in this ftpSession. */
export const protections = ['default', 'C', 'S', 'E', 'P'] as const
export type Protection = (typeof protections)[number]
export const ProtectionSchema = literals(protections)

/** The command that sets up the data connection (RFC 959 PASV, PORT; RFC 2428 EPSV, EPRT). */
export const dataModes = ['PASV', 'EPSV', 'PORT', 'EPRT'] as const
export type DataMode = (typeof dataModes)[number]
export const DataModeSchema = literals(dataModes)

export type CellId = `${Security}/${Protection}/${DataMode}`
export const CellIdSchema = Type.Unsafe<CellId>({
  type: 'string',
  pattern: `^(${securities.join('|')})/(${protections.join('|')})/(${dataModes.join('|')})$`,
})

export interface Way {
  readonly security: Security
  readonly protection: Protection
  readonly dataMode: DataMode
}

export function cellId({ security, protection, dataMode }: Way): CellId {
  return `${security}/${protection}/${dataMode}`
}

/** All 80 ways, in the order of the table. */
export const ways: readonly Way[] = securities.flatMap(security =>
  protections.flatMap(protection => dataModes.map(dataMode => ({ security, protection, dataMode }))),
)
export const cellIds: readonly CellId[] = ways.map(cellId)

const wayById = new Map(ways.map(way => [cellId(way), way]))

/** The inverse of `cellId`. */
export function wayOf(id: CellId): Way {
  const way = wayById.get(id)
  if (way === undefined) throw new Error(`${id} is no way`)
  return way
}

export function isPassive(dataMode: DataMode): boolean {
  return dataMode === 'PASV' || dataMode === 'EPSV'
}
