import { isIPv4 } from 'node:net'

/** What a 227 that names this address says of the server, where the control connection goes to that one. */
export function addressFinding(named: string | undefined, control: string): string | undefined {
  if (named === undefined || !isIPv4(named) || !isIPv4(control) || named === control) return undefined
  if (isUnusable(named)) return 'passive-address-unusable'
  return isPrivate(named) ? 'passive-address-private' : 'passive-address-wrong'
}

function octets(address: string): readonly [number, number] {
  const [a = 0, b = 0] = address.split('.').map(Number)
  return [a, b]
}

/** RFC 1918 §3, RFC 6598 §7, loopback and link-local. */
function isPrivate(address: string): boolean {
  const [a, b] = octets(address)
  if (a === 10 || a === 127) return true
  return (
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127)
  )
}

function isUnusable(address: string): boolean {
  const [a] = octets(address)
  return a === 0 || a >= 224
}
