import type { Found } from '../../model/finding.js'

/**
 * What a difference between places means for a finding: `way`, something before the server may do it; `visitor`, the
 * server looks at who comes; `naming`, the server names an address that is right for some; `name`, the client's own name
 * service; `trust`, the client's own store; `own`, the server does it to everybody.
 */
export type Kind = 'way' | 'visitor' | 'naming' | 'name' | 'trust' | 'own'

const kinds: Readonly<Record<string, Kind>> = {
  'banned-after-failures': 'visitor',
  'closed-before-greeting': 'visitor',
  'greeting-busy': 'visitor',
  'greeting-refused': 'visitor',
  'later-connections-refused': 'visitor',
  'login-refused': 'visitor',
  'session-limit-reached': 'visitor',
  'passive-address-private': 'naming',
  'passive-address-wrong': 'naming',
  'host-unknown': 'name',
  'certificate-untrusted': 'trust',
  'certificate-chain-incomplete': 'trust',
  'unknown-cause': 'way',
}

export function kindOf({ id, owner }: Pick<Found, 'id' | 'owner'>): Kind {
  return kinds[id] ?? (owner.includes('network') ? 'way' : 'own')
}
