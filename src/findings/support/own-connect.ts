import type { Owner } from '../../model/finding.js'

/** What a server's own machine said when it was to connect: more than that nothing arrived. */
export interface OwnConnect {
  readonly says: RegExp
  readonly why: string
  readonly owner: readonly Owner[]
  readonly wouldProve: string
}

const fromThere = "a connection from the server's machine to a port of ours, by other means"

/** The words of strerror(3) for what connect(2) may meet, each with what it can come from. */
const kinds: readonly OwnConnect[] = [
  {
    // EADDRNOTAVAIL, EADDRINUSE: no address or port of its own is left to call from; no firewall makes it say so.
    says: /(?:cannot|can't) assign requested address|address already in use/i,
    why: 'It speaks of an address or port of its own, such as the one that it always calls from.',
    owner: ['network', 'server-software'],
    wouldProve: 'The same check with the firewall of this machine open for a moment.',
  },
  {
    // EACCES, EPERM: no packet left. SELinux, seccomp, or a route that prohibits (ip-route(8)).
    says: /permission denied|operation not permitted/i,
    why: 'Its own machine does not let it connect: SELinux or the like, or a rule or route there that prohibits it.',
    owner: ['server-configuration', 'network'],
    wouldProve: `The audit log of the server's machine at this time, and ${fromThere}.`,
  },
  {
    // ENETUNREACH, EHOSTUNREACH: no route of its own, or ICMP of a router or of a firewall that rejects (RFC 1812 §5.2.7.1).
    says: /(?:network|host)(?: is)? unreachable|no route to (?:host|network)/i,
    why: 'It was told that no way leads here: its own machine has no route, or a router or a firewall on the way says so.',
    owner: ['network', 'server-configuration'],
    wouldProve: `What the server's machine has as its route to us (ip route get), and ${fromThere}.`,
  },
]

export function ownConnect(text: string): OwnConnect | undefined {
  return kinds.find(({ says }) => says.test(text))
}
