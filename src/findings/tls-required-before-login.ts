import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { CellId } from '../model/matrix.js'
import type { Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import type { Span } from '../model/transcript.js'
import { cellsOf, isTested, refusedAt, tlsMethods } from './support/cells.js'
import { aboutTheName, clearUser } from './support/clear-user.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved, valueOf } from './support/observed.js'
import { isOpen } from './support/ports.js'
import { clientRemedy, testedClientRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const clear = cellsOf(seen, { security: ['none'] }).filter(isTested)
  return clear.length > 0 ? judgeWays(seen, clear) : judgeUser(seen)
}

/** Logins in clear were allowed, and tried with the right name. */
function judgeWays(seen: Seen, clear: readonly SeenCell[]): Judgement {
  const refused = clear.filter(cell => refusedAt(cell, 'login'))
  const [first] = refused
  if (first === undefined) return absent
  const login = valueOf(seen, 'login')
  if (login?.security === 'none') return undetermined('the refusal was for the name and password')
  const inside = login?.accepted === false ? login.replies.at(-1)?.reply : undefined
  if (inside !== undefined && inside.code === first.reply?.code) return aboutTheName
  return policy(seen, {
    reply: first.reply,
    isProved: login?.accepted === true,
    cells: idsOf(refused),
    evidence: evidenceOf(refused),
  })
}

/** USER with a made-up name, in clear and inside TLS. */
function judgeUser(seen: Seen): Judgement {
  return judgeObserved(seen, 'clear-login', (_, evidence) => {
    const user = clearUser(seen)
    if (user === undefined) return undetermined('USER in clear got no reply that tells')
    if (user.is === 'asked') return undetermined('some servers refuse a login in clear only at the password')
    if (user.is === 'let-in') return absent
    if (user.inside === 'refused') return aboutTheName
    return policy(seen, { reply: user.reply, isProved: user.inside === 'taken', cells: [], evidence })
  })
}

interface Refusal {
  readonly reply: Reply | undefined
  /** The same is taken inside TLS. */
  readonly isProved: boolean
  readonly cells: readonly CellId[]
  readonly evidence: readonly Span[]
}

function policy(seen: Seen, { reply, isProved, cells, evidence }: Refusal): Judgement {
  if (!tlsMethods.some(method => isOpen(seen, method)))
    return undetermined('no TLS was reached to compare with')
  return found({
    certainty: isProved ? 'certain' : 'likely',
    summary: `A login in clear is refused (${quoted(reply)})${isProved ? ', inside TLS it is taken' : ''}: the server wants TLS first, as it should.`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    ...(isProved ? {} : { wouldProve: 'A login inside TLS that is taken.' }),
    cells,
    evidence,
  })
}

export const finding: Finding = {
  id: 'tls-required-before-login',
  title: 'Logins in clear are refused: good policy',
  why: 'The server wants AUTH TLS before USER, so that no password travels in clear. Clients that are set to plain FTP are refused.',
  proof: 'USER or PASS in clear is refused; inside TLS it is taken.',
  phase: 'login',
  severity: 'info',
  owner: ['nobody'],
  references: ['RFC 4217 §12'],
  symptoms: [
    { client: 'curl', text: 'curl: (67) Access denied: 530' },
    { client: 'FileZilla', text: '530 Non-anonymous sessions must use encryption.' },
    { client: 'FileZilla', text: '550 SSL/TLS required on the control channel' },
    {
      client: 'curl',
      text: 'curl: (28) Timeout was reached (Pure-FTPd says 421 Sorry, cleartext sessions ...)',
    },
    { client: 'any', text: '530 This server does not allow plain FTP. You have to use FTP over TLS.' },
    { client: 'any', text: '534 TLS required, configure with AUTH first' },
  ],
  covers: ['tls-required-cleartext-refused', 'device-has-no-tls'],
  explains: [],
  remedies: [
    testedClientRemedy('curl', 'Ask for TLS', { config: '--ssl-reqd' }),
    clientRemedy('lftp', 'Ask for TLS', { config: 'set ftp:ssl-force yes' }),
    clientRemedy('FileZilla', 'Site Manager, Encryption: Require explicit FTP over TLS'),
  ],
  judge,
}
