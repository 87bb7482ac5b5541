import type { SeenCell } from '../../model/cell.js'
import type { Security } from '../../model/matrix.js'
import { isRefusedAsClear } from '../../model/refused-as-clear.js'
import type { Seen } from '../../model/seen.js'
import { passed, tlsMethods } from './cells.js'
import { valueOf } from './observed.js'

/** Ways with PROT P that behind another transfer of the same session brought clear data, or were refused as clear data is. */
export function clearBehindOthers(seen: Seen): readonly SeenCell[] {
  return seen.cells.filter(
    cell =>
      tlsMethods.includes(cell.security) &&
      cell.protection === 'P' &&
      (isClear(cell) ? transferBefore(seen, cell) !== undefined : isRefusedBehindOne(seen, cell)),
  )
}

function isClear({ failure, wire }: SeenCell): boolean {
  return failure === 'wrong-wire-form' && wire === 'clear'
}

/** The command was taken before on this session, and is now refused as clear data is. */
function isRefusedBehindOne(seen: Seen, cell: SeenCell): boolean {
  return isRefusedAsClear(cell, seen.cells) && transfersBefore(seen, cell).some(one => passed(one, 'command'))
}

/** Those of which one way of the method came encrypted as the first of a session: the level was forgotten. */
export function lostProtection(seen: Seen): readonly SeenCell[] {
  const methods = methodsAfresh(seen, true)
  return clearBehindOthers(seen).filter(({ security }) => methods.has(security))
}

/** Methods of which a way was looked at as the first of a session, and came encrypted, or did not. */
export function methodsAfresh(seen: Seen, isEncrypted: boolean): ReadonlySet<Security> {
  const looks = valueOf(seen, 'matrix')?.afresh ?? []
  const told = looks.filter(({ status, wire }) =>
    isEncrypted ? status === 'works' && wire === 'tls' : status !== 'works' || wire === 'clear',
  )
  return new Set(
    told.flatMap(({ way }) => seen.cells.flatMap(({ id, security }) => (id === way ? [security] : []))),
  )
}

/** The last transfer with PROT P on the same session before this way. */
export function transferBefore(seen: Seen, cell: SeenCell): SeenCell | undefined {
  return transfersBefore(seen, cell)[0]
}

/** The latest first. */
function transfersBefore(seen: Seen, cell: SeenCell): readonly SeenCell[] {
  const [here] = cell.evidence
  if (here === undefined) return []
  const earlier = seen.cells.filter(one => {
    const [there] = one.evidence
    const isSame = one.protection === 'P' && passed(one, 'mode') && there?.connection === here.connection
    return isSame && there.to < here.from
  })
  return earlier.sort((a, b) => (b.evidence[0]?.to ?? 0) - (a.evidence[0]?.to ?? 0))
}
