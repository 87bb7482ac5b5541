import net from 'node:net'
import ipaddr from 'ipaddr.js'

export type AddressKind =
  'public' | 'private' | 'loopback' | 'link-local' | 'unspecified' | 'multicast' | 'reserved'

/**
 * One spelling for one address: no brackets, IPv6 compressed and in lower case, IPv4-mapped IPv6 (which a
 * dual-stack socket reports) as IPv4. What is no address comes back as it was.
 */
export function normalAddress(text: string): string {
  return parsed(text)?.toString() ?? text
}

/** Whether two spellings mean one address. Two equal texts that are no address are the same, too. */
export function sameAddress(a: string, b: string): boolean {
  return normalAddress(a) === normalAddress(b)
}

/** Not reachable from elsewhere: RFC 1918, loopback, link-local, RFC 6598 (100.64.0.0/10), RFC 4193. */
export function isPrivateAddress(text: string): boolean {
  return ['private', 'loopback', 'link-local'].includes(addressKind(text))
}

/** 4 also for IPv4-mapped IPv6, and for a text that is no address unless it has a colon. */
export function addressFamily(text: string): 4 | 6 {
  return normalAddress(text).includes(':') ? 6 : 4
}

/** `reserved` also for what is no address. Tunnels and translations (6to4, Teredo, NAT64) count as public. */
export function addressKind(text: string): AddressKind {
  const range = parsed(text)?.range()
  return range === undefined ? 'reserved' : (kinds[range] ?? 'reserved')
}

const kinds: Readonly<Partial<Record<string, AddressKind>>> = {
  unicast: 'public',
  '6to4': 'public',
  teredo: 'public',
  rfc6052: 'public',
  rfc6145: 'public',
  as112: 'public',
  as112v6: 'public',
  amt: 'public',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  carrierGradeNat: 'private',
  loopback: 'loopback',
  linkLocal: 'link-local',
  unspecified: 'unspecified',
  multicast: 'multicast',
}

/** net.isIP first: ipaddr.js alone also takes 127.1 and 0x7f.0.0.1, which no FTP reply means. */
function parsed(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = text.trim().replace(/^\[(.*)\]$/, '$1')
  return net.isIP(bare) === 0 ? undefined : ipaddr.process(bare)
}
