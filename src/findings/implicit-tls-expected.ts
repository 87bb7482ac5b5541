import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsStoppedAt } from './support/cells.js'
import { idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { whereTo } from './support/fill.js'
import { judgeObserved } from './support/observed.js'
import { isOpen } from './support/ports.js'
import { anyServerRemedy, clientRemedy, testedClientRemedy, testedRemedy } from './support/remedies.js'
import { endpoint } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'greeting', (greeting, evidence) => {
    const { explicit, implicit } = greeting
    if (explicit.connect !== 'open') return undetermined('the port took no connection')
    if (explicit.service === 'none') return undetermined('nobody listened to what the port says')
    if (explicit.service !== 'tls') return absent
    const inside = explicit.greeting ?? (implicit.port === explicit.port ? implicit.greeting : undefined)
    const cells = cellsStoppedAt(seen, ['none', 'auth-tls', 'auth-ssl'], ['greeting', 'connect', 'auth'])
    const isServed = seen.target.asked.includes('implicit') && isOpen(seen, 'implicit')
    const where = endpoint(seen.target.address ?? seen.target.host, explicit.port)
    return found({
      certainty: inside?.code === 220 ? 'certain' : 'likely',
      severity: isServed ? 'info' : 'error',
      summary: `${where} wants TLS from the first byte: silent in clear, it answers a TLS hello${inside?.code === 220 ? ' and greets with 220 inside' : ''}.`,
      ...(inside?.code === 220 ? {} : { wouldProve: 'A 220 inside TLS would prove that this is FTP.' }),
      fill: whereTo(seen, explicit.port),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}

export const finding: Finding = {
  id: 'implicit-tls-expected',
  title: 'This port wants implicit TLS: TLS from the first byte',
  why: 'This port speaks TLS from the first byte. A client that waits for a greeting in clear waits for ever.',
  proof: 'Silence on a clear connection, and an answer to a TLS hello at once, with a 220 inside.',
  phase: 'greeting',
  severity: 'error',
  owner: ['client'],
  references: ['RFC 4217 §2', 'https://datatracker.ietf.org/doc/html/draft-murray-auth-ftp-ssl-07'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Operation timed out with 0 bytes received' },
    { client: 'FileZilla', text: 'Connection established, waiting for welcome message...' },
    { client: 'basic-ftp', text: 'Timeout (control socket)' },
    { client: 'Python ftplib', text: 'TimeoutError: timed out' },
  ],
  covers: ['tls-port-spoken-plain', 'url-scheme-meaning', 'dotnet-ftpwebrequest-explicit-only'],
  explains: [],
  remedies: [
    testedClientRemedy('curl', 'Implicit TLS', { config: 'curl --ssl-reqd ftps://HOST:PORT/' }),
    testedClientRemedy('lftp', 'Implicit TLS', { config: 'open ftps://HOST:PORT' }),
    clientRemedy('FileZilla', 'Site Manager, Encryption: Require implicit FTP over TLS'),
    testedRemedy('vsftpd', 'Offer AUTH TLS instead', { config: 'implicit_ssl=NO' }),
    anyServerRemedy('Offer AUTH TLS on port 21 as well, for clients that know no implicit TLS.'),
  ],
  judge,
}
