import { cellIds, dataModes, securities, wayOf, type CellId } from '../model/matrix.js'
import type { Wishes } from '../engine/tools.js'
import type { CheckOptions } from './check-options.js'
import { oneLine } from './parse-target.js'
import { pinOf } from './pin-of.js'
import { UsageError } from './usage-error.js'

const defaultConcurrency = 4

/** What the options ask for and allow, in the words of the probes. */
export function makeWishes(options: CheckOptions, hasCredentials: boolean): Wishes {
  const asked = options.securities ?? securities
  const pin = pinOf(options)
  return {
    securities: asked,
    dataModes: options.passiveOnly === true || options.proxy !== undefined ? ['PASV', 'EPSV'] : dataModes,
    ...(options.passiveOnly === true ? { passiveOnly: true } : {}),
    ...(options.proxy === undefined ? {} : { throughProxy: true }),
    ...(options.family === undefined ? {} : { oneFamily: true }),
    cells: selectCells(options.only),
    implicitAsked:
      options.implicitPort !== undefined ||
      (options.port !== undefined && options.port !== 21) ||
      (options.securities !== undefined && asked.includes('implicit')),
    login: options.login === false ? 'not-wanted' : hasCredentials ? 'asked' : 'no-credentials',
    clearLogin: options.allowClearLogin ?? false,
    ...(pin === undefined ? {} : { pin }),
    insecure: options.insecure ?? false,
    dialAdvertised: options.dialAdvertised ?? false,
    audit: options.audit ?? false,
    ...(options.path === undefined ? {} : { path: oneLine(options.path, 'the path') }),
    ...(options.file === undefined ? {} : { file: oneLine(options.file, 'the file') }),
    concurrency: Math.max(1, Math.floor(options.concurrency ?? defaultConcurrency)),
  }
}

/** Ids with `*` for any part, such as `auth-tls/P/*`; all 80 when no cell is named. */
export function selectCells(only: readonly string[] | undefined): ReadonlySet<CellId> {
  const patterns = (only ?? []).filter(pattern => pattern.includes('/'))
  if (patterns.length === 0) return new Set(cellIds)
  return new Set(patterns.flatMap(matching))
}

function matching(pattern: string): readonly CellId[] {
  const parts = pattern.split('/')
  const found = cellIds.filter(id => {
    const { security, protection, dataMode } = wayOf(id)
    const own = [security, protection, dataMode]
    return (
      parts.length === own.length &&
      parts.every((part, at) => part === '*' || part.toLowerCase() === own[at]?.toLowerCase())
    )
  })
  if (found.length === 0) throw new UsageError(`--only ${pattern} matches none of the 80 ways`)
  return found
}
