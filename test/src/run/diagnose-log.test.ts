/** Logs that curl and lftp really write of bundled servers. */
import t from 'tap'
import { startServer } from '../../../fixtures/start-server.js'
import type { RunningServer } from '../../../fixtures/running-server.js'
import { diagnoseLog } from '../../../src/run/diagnose-log.js'
import { curl, lftp, unlessInstalled, type Outcome } from '../../fixtures/support/outside-clients.js'

const address = ({ host, port }: RunningServer): string => `ftp://${host}:${port}`

function curlLog(server: RunningServer): Promise<Outcome> {
  return curl(server, `${address(server)}/`, '-v', '--ssl-reqd', '--connect-timeout', '8')
}

function lftpLog(server: RunningServer): Promise<Outcome> {
  return lftp(server, address(server), ['ftp:ssl-force yes', 'ftp:ssl-protect-data yes'], 'debug; cls')
}

/** What each client's log must lead to; null where the client gets over it. */
const servers: readonly (readonly [id: string, curl: string | null, lftp: string | null])[] = [
  ['matrix/compliant', null, null],
  ['login/refused', 'login-refused', 'login-refused'],
  ['tls/certificate-expired', 'certificate-expired', 'certificate-expired'],
  ['data/passive-ports-refused', 'passive-ports-refused', 'passive-ports-refused'],
  ['data/private-protection-refused', 'private-protection-refused', 'private-protection-refused'],
  ['data/passive-address-private', null, 'passive-address-private'],
  ['listing/refused', 'listing-refused', 'listing-refused'],
  ['firewall/commands-masked', 'tls-not-offered', 'tls-not-offered'],
  ['limits/greeting-busy', 'greeting-busy', 'greeting-busy'],
]

for (const [id, ofCurl, ofLftp] of servers)
  t.test(id, { skip: unlessInstalled('curl') || unlessInstalled('lftp') }, async t => {
    const server = await startServer(id)
    t.teardown(() => server.close())
    for (const [client, look, expected] of [
      ['curl', curlLog, ofCurl],
      ['lftp', lftpLog, ofLftp],
    ] as const) {
      const { out, err } = await look(server)
      const log = err + out
      const diagnosis = diagnoseLog(log)
      t.equal(diagnosis?.log.client, client, log)
      t.equal(diagnosis?.findings[0]?.id ?? null, expected, log)
      if (expected === null) t.match(diagnosis?.transferred, { reply: /^226/ }, log)
      t.equal(diagnosis?.check, `ftps-doctor check ${server.host}:${server.port} --user NAME`)
      t.notMatch(JSON.stringify(diagnosis), server.password)
    }
  })
