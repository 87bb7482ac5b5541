import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { activeSeverity } from './support/active.js'
import { isBad, passed } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { saysForeignPeer } from './support/foreign-peer.js'
import { judgeObserved } from './support/observed.js'
import { cameSoFar } from './support/protected-transfers.js'
import { networkRemedy, serverRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', ({ setUps }) => {
    const foreign = seen.cells.filter(cell => isBad(cell) && cell.failure === 'peer-mismatch')
    const told = seen.cells.filter(cell => isBad(cell) && saysForeignPeer(cell.reply))
    const [first] = [...foreign, ...told]
    if (first === undefined) {
      return setUps.some(({ connect }) => connect === 'open') &&
        cameSoFar(seen, cell => passed(cell, 'data-connect'))
        ? absent
        : undetermined('no data connection was made')
    }
    const cells = [...foreign, ...told.filter(cell => !foreign.includes(cell))]
    const isActive = cells.every(cell => cell.mode === 'PORT' || cell.mode === 'EPRT')
    return found({
      certainty: 'certain',
      severity: isActive ? activeSeverity(seen) : 'error',
      summary:
        foreign.length > 0
          ? "The data connection comes from another address than the control connection's, so it was not taken."
          : `The server sees the data connection come from another address than the control connection's: ${quoted(first.reply)}.`,
      ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
      cells: idsOf(cells),
      evidence: evidenceOf(cells),
    })
  })
}

export const finding: Finding = {
  id: 'data-peer-mismatch',
  title: 'Control and data connection have different addresses',
  why: 'Control and data connection must join the same two machines; a server, a client or a box between checks that, since a stranger could take the data otherwise. Behind two addresses (several internet lines, a cluster, a proxy) they differ.',
  proof:
    "The data connection came from, or was refused for, an address that is not the control connection's.",
  phase: 'data-connect',
  severity: 'error',
  owner: ['network', 'server-configuration'],
  references: ['RFC 2577 §3', 'RFC 4217 §10'],
  symptoms: [
    { client: 'any', text: '425 Security: Bad IP connecting.' },
    { client: 'commons-net', text: 'Host attempting data connection is not same as server' },
  ],
  covers: ['server-verifies-peer-host', 'client-verifies-peer-host', 'foreign-peer-steals-port'],
  explains: [],
  remedies: [
    networkRemedy(
      'Let one client always leave through one address, and one server answer for both connections.',
    ),
    serverRemedy('vsftpd', 'Take data connections from any address', {
      config: 'pasv_promiscuous=YES',
      lowersSecurity: true,
    }),
    serverRemedy('ProFTPD', 'Take data connections from any address', {
      config: 'AllowForeignAddress on',
      lowersSecurity: true,
    }),
  ],
  judge,
}
