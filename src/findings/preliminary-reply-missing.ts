import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { valueOf } from './support/observed.js'
import { cameSoFar } from './support/protected-transfers.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { sameKind } from './support/same-kind.js'
import { count, list } from './support/words.js'

/** Those versions were seen to fail; others of their makers were not tried. */
const stopped = 'curl 7.88, lftp 4.9 and Python 3.11 ftplib among them'

/** Whether a 150 or 125 came on the looks at a way; undefined where nobody noted it (older reports). */
function isBegun(seen: Seen, { id }: SeenCell): boolean | undefined {
  const noted = (valueOf(seen, 'matrix')?.setUps ?? []).flatMap(({ cell, connect, preliminary }) =>
    cell === id && connect === 'open' && preliminary !== undefined ? [preliminary] : [],
  )
  return noted.length === 0 ? undefined : noted.some(begun => begun)
}

function judge(seen: Seen): Judgement {
  const works = seen.cells.filter(({ status }) => status === 'works')
  const cells = works.filter(cell => isBegun(seen, cell) === false)
  if (cells.length === 0)
    return cameSoFar(seen, cell => cell.status === 'works' && isBegun(seen, cell) === true)
      ? absent
      : undetermined('of no transfer that came to its end it is known how it began')
  const others = works.filter(cell => isBegun(seen, cell) === true)
  const isAlways = sameKind(seen, cells).every(cell => !others.includes(cell))
  return found({
    ...(cells.length > 1 && isAlways
      ? { certainty: 'certain' }
      : {
          certainty: 'likely',
          wouldProve: 'The same check again: the same ways without it = the server, others = chance.',
        }),
    summary: `The data comes and 226 behind it, and neither 150 nor 125 before it (${count(cells.length, 'way')}${modesOf(cells, others)}): clients that wait for one hang, or take the 226 for an error (${stopped}).`,
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

/** Where others have it. */
function modesOf(cells: readonly SeenCell[], others: readonly SeenCell[]): string {
  return others.length === 0 ? '' : `, ${list(cells.map(({ mode }) => mode))}; other ways have it`
}

export const finding: Finding = {
  id: 'preliminary-reply-missing',
  title: 'The data comes without a preliminary reply',
  why: 'RFC 959 has 150 or 125 before the data and 226 behind it. This server leaves the first of them out: a client that waits for it takes the 226 for it, or for an error, and then waits for another 226 that never comes.',
  proof: 'Data came to its end and 226 was said, and no 1yz reply came on any way of the same kind.',
  phase: 'command',
  severity: 'warning',
  owner: ['server-software'],
  references: ['RFC 959 §5.4', 'RFC 959 §4.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (19) RETR response: 226' },
    { client: 'lftp', text: 'max-retries exceeded' },
    { client: 'Python ftplib', text: 'TimeoutError: The read operation timed out' },
  ],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy('Update the server: before the data it must say 150 or 125.'),
    clientRemedy('any', 'Choose a client that does not wait for 150; there are few.'),
  ],
  judge,
}
