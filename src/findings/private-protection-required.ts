import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined, type FoundJudgement } from './support/judgement.js'
import { privateWorks, tlsWays } from './support/levels.js'
import { isRefusedForProtection } from './support/protection.js'
import { anyServerRemedy, clientRemedy, testedClientRemedy, testedRemedy } from './support/remedies.js'
import { whereInWords } from './support/where.js'
import { list, protectionInWords, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const ways = tlsWays(seen, 'C', 'default')
  if (ways.length === 0) return undetermined('nobody came as far as data in clear inside TLS')
  const refused = ways.filter(cell => isRefusedForProtection(seen, cell))
  const [first] = refused
  if (first === undefined) {
    return ways.some(cell => cell.status === 'works') ? absent : undetermined('data in clear ended otherwise')
  }
  const isProved = privateWorks(seen)
  return found({
    certainty: isProved ? 'certain' : 'likely',
    ...tell(ways, refused, isProved),
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    ...(isProved ? {} : { wouldProve: 'A transfer that works with PROT P.' }),
    cells: idsOf([...refused, ...refusedInClear(seen, refused)]),
    evidence: evidenceOf(refused),
  })
}

type Told = Pick<FoundJudgement, 'summary' | 'severity' | 'owner' | 'remedies'>

/** A policy is good that holds on every way: one that lets data through in clear undoes the others. */
function tell(ways: readonly SeenCell[], refused: readonly SeenCell[], isProved: boolean): Told {
  const refusal = `${levelsInWords(refused, ways)} is refused with ${quoted(refused[0]?.reply)}${isProved ? ', with PROT P it works' : ''}.`
  const inClear = ways.filter(isClear)
  if (inClear.length === 0) {
    // Where no byte came (an empty folder), it is not known in what form the others would have.
    const isPraised = !ways.some(({ wire }) => wire === 'none')
    return { summary: `The server demands encrypted data: ${refusal}${isPraised ? ' Good policy.' : ''}` }
  }
  return {
    summary: `The server demands encrypted data on some ways only: ${refusal} Data comes in clear with ${levelsInWords(inClear, ways)}.`,
    severity: 'warning',
    owner: ['server-configuration'],
    remedies: [anyServerRemedy('Demand encrypted data on every way, also where a client sends no PROT.')],
  }
}

function isClear({ protection, status, wire }: SeenCell): boolean {
  return wire === 'clear' || wire === 'mixed' || (protection === 'C' && status === 'works')
}

/** `PROT not sent and PROT C (clear)`; a level that is not so everywhere says where: `PROT not sent (AUTH TLS with PORT)`. */
function levelsInWords(some: readonly SeenCell[], ways: readonly SeenCell[]): string {
  const words = some.map(({ protection }) => {
    const here = some.filter(cell => cell.protection === protection)
    const all = ways.filter(cell => cell.protection === protection)
    const where = here.length === all.length ? '' : ` (${whereInWords(here)})`
    return `${protectionInWords(protection)}${where}`
  })
  return list(words)
}

/** Without any TLS the same words mean the same: logins in clear are allowed, data in clear is not. */
function refusedInClear(seen: Seen, refused: readonly SeenCell[]): readonly SeenCell[] {
  const isSame = (cell: SeenCell, { step, reply }: SeenCell): boolean =>
    cell.step === step && cell.reply?.code === reply?.code && cell.reply?.text === reply?.text
  return cellsOf(seen, { security: ['none'] }).filter(
    cell => cell.status === 'refused' && refused.some(other => isSame(cell, other)),
  )
}

export const finding: Finding = {
  id: 'private-protection-required',
  title: 'The server demands encrypted data: good policy',
  why: "The server wants encrypted data. A client must say PBSZ 0 and PROT P after the login; many do so only when they are told (Python's ftplib: prot_p()).",
  proof:
    'Without PROT, or with C, transfers are refused at PROT, at the set-up or at the command; with P they work.',
  phase: 'prot',
  severity: 'info',
  owner: ['nobody'],
  references: ['RFC 4217 §9', 'RFC 4217 §12.4'],
  symptoms: [
    { client: 'Python ftplib', text: 'ftplib.error_perm: 522 Data connections must be encrypted.' },
    { client: 'commons-net', text: '522 SSL/TLS required on the data channel' },
    { client: 'commons-net', text: '521 Data connection cannot be opened with this PROT setting.' },
    { client: 'Perl Net::FTP', text: '522 Data connections must be encrypted.' },
    { client: 'any', text: '550 SSL/TLS required on the data channel' },
  ],
  covers: ['prot-missing-by-client', 'prot-default-mismatch'],
  explains: ['clear-protection-refused'],
  remedies: [
    testedClientRemedy('Python ftplib', 'Ask for encrypted data after the login', { config: 'ftp.prot_p()' }),
    clientRemedy('commons-net', 'Ask for encrypted data after the login', {
      config: 'client.execPBSZ(0); client.execPROT("P");',
    }),
    testedClientRemedy('curl', 'Ask for encrypted data', { config: '--ssl-reqd' }),
    clientRemedy('lftp', 'Nothing to do: it asks for encrypted data, also after a refusal of clear data'),
    testedRemedy('vsftpd', 'Allow data in clear', {
      config: 'force_local_data_ssl=NO',
      lowersSecurity: true,
    }),
    testedRemedy('ProFTPD', 'Allow data in clear', { config: 'TLSRequired ctrl', lowersSecurity: true }),
    testedRemedy('Pure-FTPd', 'Allow data in clear', { config: 'TLS 2', lowersSecurity: true }),
    testedRemedy('pyftpdlib', 'Allow data in clear', {
      config: 'handler.tls_data_required = False',
      lowersSecurity: true,
    }),
  ],
  judge,
}
