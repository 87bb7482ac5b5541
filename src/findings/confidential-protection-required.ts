import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Security } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { compareSteps } from '../model/step.js'
import { cellsOf, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { isLevelTaken, tlsWays } from './support/levels.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { count, methodsInWords } from './support/words.js'

/** Whole data inside TLS, at a level that TLS does not have. */
function confidentialWorks(seen: Seen, security: Security): readonly SeenCell[] {
  return cellsOf(seen, { security: [security], protection: ['E'] }).filter(
    ({ status, wire, bytes = 0 }) => status === 'works' && wire === 'tls' && bytes > 0,
  )
}

/** PROT P was taken and the data connection stood; then the data was not to be used. */
function isUnusable({ status, step, wire }: SeenCell): boolean {
  return status === 'fails' && step !== undefined && compareSteps(step, 'command') > 0 && wire !== undefined
}

interface Told {
  readonly unusable: readonly SeenCell[]
  readonly works: readonly SeenCell[]
}

function toldOf(seen: Seen, security: Security): Told | undefined {
  const works = confidentialWorks(seen, security)
  const asked = cellsOf(seen, { security: [security], protection: ['P'] })
  const unusable = asked.filter(isUnusable)
  const isNever = asked.every(({ status }) => status !== 'works')
  return works.length > 0 && unusable.length > 0 && isNever ? { unusable, works } : undefined
}

function judge(seen: Seen): Judgement {
  const told = tlsMethods.flatMap(security => toldOf(seen, security) ?? [])
  const cells = told.flatMap(({ unusable }) => unusable)
  if (cells.length === 0) {
    if (tlsWays(seen, 'P').some(({ status }) => status === 'works')) return absent
    const confidential = tlsWays(seen, 'E')
    if (confidential.length > 0 && !confidential.some(isLevelTaken)) return absent
    return undetermined('neither PROT P nor PROT E brought data that would tell')
  }
  const works = told.flatMap(one => one.works)
  const isSure = cells.length > 1 && works.length > 1
  const inClear = cells.some(({ wire }) => wire === 'clear')
  return found({
    certainty: isSure ? 'certain' : 'likely',
    ...(isSure ? {} : { wouldProve: 'The same check again, in all data modes.' }),
    summary: `PROT P (private) is taken, and the data that comes then cannot be used (${methodsInWords(cells)}, ${count(cells.length, 'way')}${inClear ? ': it is no TLS' : ''}); with PROT E (confidential), which TLS does not have, whole data comes inside TLS.`,
    cells: idsOf(cells),
    evidence: evidenceOf([...cells, ...works]),
  })
}

export const finding: Finding = {
  id: 'confidential-protection-required',
  title: 'PROT P is taken and brings garbage; PROT E brings the data',
  why: 'Of the four levels of RFC 2228 TLS has only C and P, and clients ask for P. This server says yes to P and does something else; what others call private is E (confidential) with it. A network for business documents was met so in 2007.',
  proof:
    'PROT P is taken and none of its transfers can be used, while transfers with PROT E come whole, inside TLS, with the same method.',
  phase: 'data-handshake',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 4217 §9', 'RFC 2228 §3', 'https://www.kermitproject.org/ftpclient.html'],
  symptoms: [
    { client: 'C-Kermit', text: '(garbage instead of the file)' },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number' },
    { client: 'lftp', text: 'gnutls_handshake: An unexpected TLS packet was received.' },
  ],
  covers: [],
  explains: ['protection-not-honoured', 'safe-or-confidential-accepted'],
  remedies: [
    // Its own setting, which the FAQ names, says PROT P in C-Kermit 10 and then reads buffers of RFC 2228 (measured).
    clientRemedy('C-Kermit', 'Ask for the level E behind P, once connected', { config: 'ftp quote PROT E' }),
    clientRemedy('Python ftplib', 'Ask for the level E behind P', {
      config: "ftp.prot_p(); ftp.voidcmd('PROT E')",
    }),
    clientRemedy('curl', 'Ask for the level E behind P', { config: "-Q 'PROT E'" }),
    anyServerRemedy('Update the server: with TLS the level of encrypted data is P (RFC 4217).'),
  ],
  judge,
}
