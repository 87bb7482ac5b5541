import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, passed, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { evidenceOfProbe, valueOf } from './support/observed.js'
import { anyServerRemedy, serverRemedy } from './support/remedies.js'
import { count, list, quoted, said, securityInWords } from './support/words.js'

/** Replies before the table, and those that came at the set-up of a data connection. */
function otherReplies(seen: Seen): readonly Reply[] {
  const { insideTls, afterLogin, insideTlsBroke } = valueOf(seen, 'features') ?? {}
  const login = valueOf(seen, 'login')
  const setUps = valueOf(seen, 'matrix')?.setUps ?? []
  const versions = valueOf(seen, 'resumption')?.versions ?? []
  return [
    ...(login?.replies ?? []).map(({ reply }) => reply),
    ...[insideTls?.reply, afterLogin?.reply, insideTlsBroke?.reply].flatMap(reply => reply ?? []),
    ...setUps.flatMap(({ reply, afterwards }) => [reply, afterwards].flatMap(one => one ?? [])),
    ...versions.flatMap(({ looks }) => looks.flatMap(({ reply }) => reply ?? [])),
  ]
}

/** A process that dies by itself ends its data connection, too; here the end of it was lost as well. */
function isSilentData({ step, failure }: SeenCell): boolean {
  return step === 'data-handshake' && failure === 'timeout'
}

function judge(seen: Seen): Judgement {
  const inside = cellsOf(seen, { security: tlsMethods })
  const cells = inside.filter(({ reply }) => reply?.inClear === true)
  const reply = cells[0]?.reply ?? otherReplies(seen).find(({ inClear }) => inClear === true)
  if (reply === undefined)
    return inside.some(cell => passed(cell, 'login'))
      ? absent
      : undetermined('no control connection inside TLS came as far as a login')
  const [first] = cells
  const where =
    cells.length === 0
      ? ''
      : ` (${count(cells.length, 'way')}, ${list(cells.map(({ security }) => securityInWords(security)))})`
  const isAfterSilence = cells.length > 0 && cells.every(isSilentData)
  const meaning = isAfterSilence
    ? 'They are its last words each time that nothing comes of TLS on a data connection, which itself neither answers nor ends: what swallows that is the reason, and the words only hide it.'
    : 'That is its reason: TLS libraries take it for a broken record, end the connection, and show none of it.'
  return found({
    certainty: 'certain',
    ...(isAfterSilence ? { severity: 'warning' as const } : {}),
    ...(first?.step === undefined ? {} : { phase: first.step }),
    summary: `On a control connection with TLS the server says in clear: ${quoted(reply)}${where}. ${meaning}`,
    quote: said(reply),
    cells: isAfterSilence ? [] : idsOf(cells),
    evidence: joinEvidence(evidenceOf(cells), evidenceOfProbe(seen, 'login')),
  })
}

export const finding: Finding = {
  id: 'clear-text-inside-tls',
  title: 'The server speaks in clear on a connection that has TLS',
  why: 'A part of the server that has no TLS writes to a connection that has it, mostly the last word of a process that dies. Whoever is on the way can read it, and the client only sees that TLS broke.',
  proof:
    'Behind a finished TLS handshake bytes came on the control connection that are no TLS record and read as an FTP reply; they are quoted.',
  phase: 'command',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 8446 §5.1', 'RFC 4217 §4'],
  symptoms: [
    { client: 'any', text: 'wrong version number (behind a successful login)' },
    { client: 'lftp', text: 'gnutls_record_recv: An unexpected TLS packet was received.' },
    { client: 'FileZilla', text: 'GnuTLS error -15: An unexpected TLS packet was received.' },
  ],
  covers: ['greeting-server-oops'],
  explains: [],
  remedies: [
    anyServerRemedy('Cure what the server says here: the words are its own, and so is the reason.'),
    serverRemedy('vsftpd', 'Switch its sandbox off, if the words are about a process that died', {
      config: 'seccomp_sandbox=NO',
      lowersSecurity: true,
    }),
  ],
  judge,
}
