import { isIPv4 } from 'node:net'
import { addressKind } from '../../model/addresses.js'

/** What a 227 that names this address says of the server, where the control connection goes to that one. */
export function addressFinding(named: string | undefined, control: string): string | undefined {
  if (named === undefined || !isIPv4(named) || !isIPv4(control) || named === control) return undefined
  const kind = addressKind(named)
  return `passive-address-${kind === 'private' || kind === 'unusable' ? kind : 'wrong'}`
}
