import type { Cell } from '../../src/model/cell.js'
import { isPassive } from '../../src/model/matrix.js'
import type { Report } from '../../src/model/report.js'
import { seenOf } from '../../src/model/seen-of.js'
import type {} from '../../probes/certificate.js'
import { harmless } from '../sanitise.js'
import { hasGivenAddress } from './given-address.js'
import { shellWord, wayUrl } from './words.js'

/**
 * A listing by lftp 4.9 on this way, to be pasted. undefined where it has no setting: it knows no pin, no other name and no given address, keeps to TLS
 * through no proxy, takes TLS 1.3 always where it can, and PORT over IPv4, EPRT over IPv6.
 */
export function lftpCommand(way: Cell, report: Report): string | undefined {
  const { run, target, findings } = report
  if (target.proxy !== undefined || hasGivenAddress(report)) return undefined
  if (!isTrusted(report) || !isInFamily(way, report)) return undefined
  if (findings.some(({ id }) => id === 'tls13-intolerant')) return undefined
  const settings = [
    ...(run.ca === undefined ? [] : [`ssl:ca-file ${quoted(harmless(run.ca))}`]),
    'ftp:ssl-force yes',
    'ftp:ssl-protect-data yes',
    ...(way.security === 'auth-ssl' ? ['ftp:ssl-auth SSL'] : []),
    ...(way.mode === 'EPSV' ? ['ftp:prefer-epsv yes'] : []),
    ...(isPassive(way.mode) ? [] : ['ftp:passive-mode no']),
  ]
  const script = [...settings.map(setting => `set ${setting}`), 'ls', 'exit'].join('; ')
  const user = target.user === undefined ? [] : ['-u', shellWord(harmless(target.user))]
  return ['lftp', '-e', doubleQuoted(script), ...user, shellWord(wayUrl(way, target.host))].join(' ')
}

function isTrusted(report: Report): boolean {
  const certificate = seenOf(report).of('certificate')
  if (certificate.status !== 'observed') return true
  const { problem, nameMatches, tlsName } = certificate.value
  return problem === undefined && nameMatches && tlsName === report.target.host
}

function isInFamily({ mode }: Cell, { target }: Report): boolean {
  return isPassive(mode) || mode === (target.address?.includes(':') === true ? 'EPRT' : 'PORT')
}

/** As lftp reads a word. */
function quoted(text: string): string {
  return text.replace(/[^\w./~-]/g, '\\$&')
}

/** For a POSIX shell, and to be broken over lines: in double quotes alone it joins what a backslash parts. */
function doubleQuoted(text: string): string {
  return `"${text.replace(/[$`"]|\\(?=[$`"\\])/g, '\\$&')}"`
}
