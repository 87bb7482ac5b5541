import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined, type FoundJudgement } from './support/judgement.js'
import { isShortAgain, shortWays } from './support/lengths.js'
import { valueOf } from './support/observed.js'
import { cameSoFar } from './support/protected-transfers.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { neverWorks } from './support/same-kind.js'
import { severityOfWays } from './support/severity.js'
import { count, list, protectionInWords, quoted, said } from './support/words.js'

/** FIN came where a record of TLS was not at its end: what is missing of it is missing for sure (RFC 8446 §5.1, §6.1). */
function isTorn({ status, failure, ended }: SeenCell): boolean {
  return status === 'fails' && ended === 'fin-in-record' && failure !== 'negative-final'
}

function judge(seen: Seen): Judgement {
  const torn = seen.cells.filter(isTorn)
  if (torn.length > 0) return judgeTorn(seen, torn)
  const isAgain = isShortAgain(seen)
  const unequal = shortWays(seen)
  const [first] = unequal
  if (first !== undefined && isAgain !== false) return judgeShort(seen, unequal, isAgain)
  if (isAgain !== undefined)
    return undetermined(
      'the same command does not bring the same each time, as where others work in the folder',
    )
  return cameSoFar(seen, ({ status }) => status === 'works')
    ? absent
    : undetermined('no data came to its end')
}

function judgeTorn(seen: Seen, cells: readonly SeenCell[]): Judgement {
  const reply = cells.find(cell => cell.reply !== undefined)?.reply
  const most = Math.max(...cells.map(({ bytes = 0 }) => bytes))
  return found({
    ...(cells.length > 1 && neverWorks(seen, cells) ? { certainty: 'certain' } : onceOnly),
    severity: severityOfWays(seen, cells),
    summary: `The data ends in the middle of a record of TLS, behind ${count(most, 'byte')}, and the server says ${reply === undefined ? 'nothing' : `${quoted(reply)} all the same`} (${count(cells.length, 'way')}): the rest never came. Many clients keep what came and call it done.`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

/** A process that dies once does so, too. */
const onceOnly = {
  certainty: 'likely',
  wouldProve: 'The same check again: the same ways torn again = a habit, others or none = chance.',
} as const

function judgeShort(
  seen: Seen,
  unequal: ReturnType<typeof shortWays>,
  isAgain: boolean | undefined,
): Judgement {
  const cells = unequal.flatMap(({ short }) => short)
  const { short = [], whole = 0 } = unequal[0] ?? {}
  const bytes = short[0]?.bytes ?? 0
  return found({
    ...certaintyOf(isAgain),
    severity: severityOfWays(seen, cells),
    summary: `With ${list(cells.map(({ protection }) => protectionInWords(protection)))} the same command brings ${count(bytes, 'byte')} where others bring ${whole}, and the server says 226 (${count(cells.length, 'way')}${modesOf(cells)}): the rest is missing, and no client can notice it.`,
    cells: idsOf(cells),
    evidence: joinEvidence(valueOf(seen, 'matrix')?.lengths?.evidence ?? [], evidenceOf(cells)),
  })
}

function modesOf(cells: readonly SeenCell[]): string {
  const modes = new Set(cells.map(({ mode }) => mode))
  return modes.size === 4 ? '' : `, ${list([...modes])}`
}

function certaintyOf(isAgain: boolean | undefined): Pick<FoundJudgement, 'certainty' | 'wouldProve'> {
  if (isAgain === true) return { certainty: 'certain' }
  return {
    certainty: 'likely',
    wouldProve:
      'The same check again: the same ways short again = the server, others = a folder that changes.',
  }
}

export const finding: Finding = {
  id: 'transfer-truncated',
  title: 'Data is cut short, and the server says that all is well',
  why: 'The data connection ends before all of the data went over it, and the server says 226 all the same. Most clients believe that: they keep a part of the file, and nobody is told.',
  proof:
    'The data ended inside a record of TLS; or ways of one kind bring less than others with the same command, and again so when they were looked at once more in turn.',
  phase: 'transfer',
  severity: 'error',
  owner: ['server-software', 'network'],
  references: ['RFC 8446 §6.1', 'RFC 4217 §12.6', 'RFC 959 §5.4'],
  symptoms: [
    { client: 'curl', text: '(nothing: a listing is shown as far as it came)' },
    { client: 'curl', text: 'curl: (18) transfer closed with 16 bytes remaining to read' },
    { client: 'lftp', text: 'file size decreased during transfer' },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: SHUTDOWN_WHILE_IN_INIT] shutdown while in init' },
  ],
  covers: ['truncated-download-accepted'],
  explains: [],
  remedies: [
    anyServerRemedy(
      "Read the server's log for this moment, and update it: it must not say 226 before all data was taken by the client's side.",
    ),
    networkRemedy(
      'Take inspection off for the passive ports: a proxy in the middle may end what it cannot scan.',
    ),
    clientRemedy('any', 'Compare what came with the size on the server (SIZE, MLSD) before you use it.'),
  ],
  judge,
}
