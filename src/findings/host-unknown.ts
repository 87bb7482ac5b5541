import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { absent, found, undetermined } from './support/judgement.js'
import { cellsStuckAtResolve } from './support/reach.js'
import { clientRemedy } from './support/remedies.js'

function judge(seen: Seen): Judgement {
  const { host, resolution } = seen.target
  if (resolution === undefined) return undetermined('how the name was looked up was not recorded')
  if (resolution.status === 'by-proxy') return undetermined('the proxy looks the name up, not we')
  if (resolution.status === 'resolved' || resolution.status === 'literal') return absent
  const cells = cellsStuckAtResolve(seen)
  if (resolution.status === 'no-such-name') {
    const summary = `There is no such host name: ${host}.`
    return found({ certainty: 'certain', summary, cells, evidence: [] })
  }
  return found({
    certainty: 'likely',
    owner: ['network', 'client'],
    summary: `The name ${host} could not be looked up: no name server answered. The name may well exist.`,
    wouldProve: 'Look the name up from another network, or use --address with the address if you know it.',
    cells,
    evidence: [],
  })
}

export const finding: Finding = {
  id: 'host-unknown',
  title: 'There is no such host name',
  why: "The name does not exist in DNS: mistyped, not yet made, or known only inside the partner's own network.",
  proof: 'The name server says that there is no such name; one that does not answer is told apart.',
  phase: 'resolve',
  severity: 'error',
  owner: ['client'],
  references: ['RFC 1035 §4.1.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (6) Could not resolve host' },
    { client: 'basic-ftp', text: 'getaddrinfo ENOTFOUND' },
    { client: 'Python ftplib', text: 'socket.gaierror: [Errno -2] Name or service not known' },
    { client: 'Java', text: 'java.net.UnknownHostException' },
    { client: 'Go', text: 'dial tcp: lookup: no such host' },
  ],
  covers: ['dns-no-answer'],
  explains: [],
  remedies: [
    clientRemedy('any', 'Correct the name: no scheme such as ftp://, no blank, no path in the host field.'),
  ],
  judge,
}
