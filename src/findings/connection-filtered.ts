import type { Greeting } from '../../probes/greeting.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { isAlive, portsOf, severityOfPort, type Port } from './support/ports.js'
import { claim, endpoints } from './support/reach.js'
import { networkRemedy } from './support/remedies.js'
import { whoseSide } from './support/whose-side.js'
import { duration, list } from './support/words.js'

/** The ports of this host that answered, if only with a refusal. */
function answering(greeting: Greeting): readonly number[] {
  const { witness } = greeting
  const ports = portsOf(greeting)
    .filter(port => isAlive(port.look))
    .map(port => port.look.port)
  return witness !== undefined && isAlive(witness) ? [...ports, witness.port] : ports
}

function isDropped(port: Port): boolean {
  return port.look.connect === 'silent' || port.look.connect === 'unreachable'
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'greeting', greeting => {
    const ports = portsOf(greeting)
    const dropped = ports.filter(isDropped)
    const alive = answering(greeting)
    if (ports.some(({ look }) => look.connect === 'not-through-proxy'))
      return undetermined('a proxy was to connect, and what it met on the way was not seen')
    if (dropped.length === 0) return alive.length > 0 ? absent : undetermined('no port was tried')
    if (alive.length === 0) return undetermined('no port of this host answers, so nothing shows a filter')
    const severity = dropped.some(port => severityOfPort(seen, port) === 'error') ? 'error' : 'info'
    const seconds = Math.max(...dropped.map(port => port.look.connectSeconds))
    const places = new Set(endpoints(seen, dropped))
    const how = dropped.every(port => port.look.connect === 'unreachable')
      ? `${places.size > 1 ? 'are' : 'is'} reported unreachable`
      : `${places.size > 1 ? 'do' : 'does'} not answer at all (silence for ${duration(seconds)})`
    return found({
      certainty: 'certain',
      severity,
      summary: `${list([...places])} ${how}, while port ${list(alive.map(String))} of the same host answers: a firewall drops ${places.size > 1 ? 'them' : 'it'}${whoseSide}.`,
      wouldProve:
        "Run it again from another network: answers there = our outbound rule, else the server's side.",
      ...claim(seen, dropped),
    })
  })
}

export const finding: Finding = {
  id: 'connection-filtered',
  title: 'A firewall drops connections to the port',
  why: 'A firewall drops what is sent to this port and says nothing, so a client waits until its patience ends.',
  proof:
    'No answer at this port, while another port of the same host answers, by taking or by refusing a connection.',
  phase: 'connect',
  severity: 'error',
  owner: ['network'],
  references: ['RFC 9293 §3.5'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Failed to connect: Connection timed out' },
    { client: 'basic-ftp', text: 'Timeout (control socket)' },
    { client: 'FileZilla', text: 'Connection timed out after 20 seconds of inactivity' },
  ],
  covers: ['tcp-filtered', 'banned-source-address'],
  explains: [],
  remedies: [networkRemedy('Allow TCP to this port, on both sides, and the whole passive range with it.')],
  judge,
}
