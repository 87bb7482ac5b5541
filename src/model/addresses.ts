/** What kind of place an address is, as far as the address itself tells. Only literals come here; anything else is `unknown`. */
export type AddressKind = 'private' | 'public' | 'unusable' | 'unknown'

function octets(address: string): readonly number[] | undefined {
  const parts = address.replace(/^::ffff:/i, '').split('.')
  if (parts.length !== 4 || !parts.every(part => /^\d{1,3}$/.test(part))) return undefined
  const numbers = parts.map(Number)
  return numbers.every(number => number <= 255) ? numbers : undefined
}

function kindOfIpv4(address: readonly number[]): AddressKind {
  const [a = 0, b = 0] = address
  if (a === 0 || a >= 224) return 'unusable'
  if (a === 10 || a === 127) return 'private'
  if (a === 172 && b >= 16 && b <= 31) return 'private'
  if ((a === 192 && b === 168) || (a === 169 && b === 254)) return 'private'
  return a === 100 && b >= 64 && b <= 127 ? 'private' : 'public'
}

function kindOfIpv6(address: string): AddressKind {
  const text = address.toLowerCase()
  if (text === '::' || text.startsWith('ff')) return 'unusable'
  return text === '::1' || /^f[cd]/.test(text) || /^fe[89ab]/.test(text) ? 'private' : 'public'
}

/** RFC 1918, loopback, link-local, carrier-grade NAT (RFC 6598) and unique local addresses are `private`; 0.0.0.0 and multicast are `unusable`. */
export function addressKind(address: string | null | undefined): AddressKind {
  if (address === null || address === undefined) return 'unknown'
  const ipv4 = octets(address)
  if (ipv4 !== undefined) return kindOfIpv4(ipv4)
  return address.includes(':') ? kindOfIpv6(address) : 'unknown'
}

export function isIpv6(address: string | null | undefined): boolean {
  return address?.includes(':') === true && octets(address) === undefined
}

/** The same address, IPv4 written inside IPv6 or not. */
export function sameAddress(a: string | null | undefined, b: string | null | undefined): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return false
  const plain = (address: string): string => address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  return plain(a) === plain(b)
}

/** Both in one /24, or both loopback: nothing that translates addresses is likely between them. */
export function sameNetwork(a: string, b: string): boolean {
  const left = octets(a)
  const right = octets(b)
  if (left === undefined || right === undefined) return sameAddress(a, b)
  return (left[0] === 127 && right[0] === 127) || left.slice(0, 3).join() === right.slice(0, 3).join()
}
