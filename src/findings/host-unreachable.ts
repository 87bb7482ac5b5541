import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { isAlive, portsOf } from './support/ports.js'
import { claim, endpoints } from './support/reach.js'
import { clientRemedy, networkRemedy } from './support/remedies.js'
import { list } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'greeting', greeting => {
    const tried = portsOf(greeting).filter(port => port.look.connect !== 'not-tried')
    const { witness } = greeting
    const witnessTried = witness !== undefined && witness.connect !== 'not-tried'
    if (tried.length === 0) return undetermined('no port was tried')
    if (tried.some(port => port.look.connect === 'not-through-proxy'))
      return undetermined('a proxy was to connect, and what it met on the way was not seen')
    if (tried.some(port => isAlive(port.look)) || (witness !== undefined && isAlive(witness))) return absent
    const ports = new Set([...tried.map(port => port.look.port), ...(witnessTried ? [witness.port] : [])])
    const certainty = ports.size > 1 ? 'certain' : 'likely'
    return found({
      certainty,
      summary: `No port of ${seen.target.address ?? seen.target.host} answers (tried: ${list([...ports].map(String))}): the host is down, or everything on the way to it is dropped.`,
      wouldProve: `Try ${list(endpoints(seen, tried))} from another network.`,
      ...claim(seen, tried),
    })
  })
}

export const finding: Finding = {
  id: 'host-unreachable',
  title: 'The host does not answer',
  why: 'Nothing at this address answers: the machine is off, the address is old, or a firewall drops everything that comes from here.',
  proof: 'No port of the host answers, not even with a refusal.',
  phase: 'connect',
  severity: 'error',
  owner: ['network'],
  references: ['RFC 1122 §3.3.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Failed to connect: Connection timed out' },
    { client: 'curl', text: 'curl: (7) Failed to connect: No route to host' },
    { client: 'basic-ftp', text: 'connect EHOSTUNREACH' },
  ],
  covers: ['tcp-filtered', 'banned-source-address'],
  explains: ['connection-filtered'],
  remedies: [
    networkRemedy('Check that the host is up and that TCP to its FTP ports is allowed all the way.'),
    clientRemedy('any', 'Check the address, and the VPN if the server is only reachable through one.'),
  ],
  judge,
}
