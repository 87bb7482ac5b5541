import type { Cell } from '../../src/model/cell.js'
import { isPassive } from '../../src/model/matrix.js'
import type { Report } from '../../src/model/report.js'
import { harmless } from '../sanitise.js'
import { curlTrust, type CurlTrust } from './curl-trust.js'
import { lftpCommand } from './lftp-command.js'
import type { Paragraph } from './prose.js'
import { unfitClients } from './unfit-clients.js'
import { shellWord, wayUrl } from './words.js'

/** A protected way that works although the usual ones do not, as commands that can be pasted. */
export function workaround(report: Report): Paragraph[] {
  const working = report.cells.filter(
    cell => cell.status === 'works' && cell.security !== 'none' && cell.protection === 'P',
  )
  const ways = [...working].sort((a, b) => inconvenience(a) - inconvenience(b))
  const [best] = ways
  if (best === undefined) return []
  const forFileZilla = isIntolerant(report) ? undefined : ways.find(way => isFileZillas(way, report))
  return [
    ...byLftp(best, ways, report),
    ...byCurl(best, report),
    ...(forFileZilla === undefined
      ? []
      : [{ text: `FileZilla: ${fileZillaSettings(forFileZilla)} (as safe)` }]),
  ]
}

/** Where curl cannot: a server that a finding says it falls over, or active mode, in which curl 7.88 never begins TLS. */
function byLftp(best: Cell, ways: readonly Cell[], report: Report): Paragraph[] {
  if (isPassive(best.mode) && !unfitClients(report).has('curl')) return []
  const [text] = ways.flatMap(way => lftpCommand(way, report) ?? [])
  return text === undefined ? [] : [{ text, command: true }]
}

/** It has the settings of most ways, and is almost everywhere. */
function byCurl(best: Cell, report: Report): Paragraph[] {
  if (isPassive(best.mode) && unfitClients(report).has('curl')) return []
  const trust = curlTrust(report, best)
  return [
    ...wantsNewCurl(best),
    { text: curlCommand(best, report, trust), command: true },
    ...(trust.remark === undefined ? [] : [{ text: trust.remark }]),
  ]
}

/** FileZilla asks for EPSV and EPRT over IPv6 only (CRawTransferOpData in its source), and never for AUTH SSL where AUTH TLS is taken. */
function isFileZillas({ mode }: Cell, report: Report): boolean {
  if (mode === 'PASV' && isAddressMended(report)) return false
  return (mode === 'EPSV' || mode === 'EPRT') === (report.target.address?.includes(':') ?? false)
}

/** We got in by not offering TLS 1.3; FileZilla has no setting for that. */
function isIntolerant({ findings }: Pick<Report, 'findings'>): boolean {
  return findings.some(({ id }) => id === 'tls13-intolerant')
}

/** We went by the control connection's address where PASV names another one; who believes it gets nowhere. */
function isAddressMended({ findings }: Pick<Report, 'findings'>): boolean {
  return findings.some(({ id }) => id.startsWith('passive-address-'))
}

function inconvenience({ security, mode }: Cell): number {
  const activeCost = isPassive(mode) ? 0 : 4
  const securityCost = { 'auth-tls': 0, implicit: 1, 'auth-ssl': 2, none: 9 }[security]
  return activeCost + securityCost + (mode === 'EPSV' || mode === 'EPRT' ? 0 : 0.5)
}

/** curl 7.88 never starts the handshake on an active data connection. Not in the line of the command: that is pasted as it stands. */
function wantsNewCurl({ mode }: Cell): Paragraph[] {
  return isPassive(mode) ? [] : [{ text: 'with curl 8.0 or newer:' }]
}

const modeOptions: Readonly<Record<string, readonly string[]>> = {
  EPSV: [],
  PASV: ['--disable-epsv'],
  EPRT: ['-P', '-'],
  PORT: ['-P', '-', '--disable-eprt'],
}

/** curl's socks5 looks names up itself, its socks5h has the proxy do it; an HTTP proxy is told to make a tunnel. */
function proxyOptions(proxy: string | undefined): readonly string[] {
  if (proxy === undefined) return []
  const url = shellWord(harmless(proxy.replace(/^socks5:/, 'socks5h:')))
  return ['--proxy', url, ...(proxy.startsWith('http:') ? ['--proxytunnel'] : [])]
}

/** curl 7.74 and later need not be told to ignore the address. */
const forOldCurl = ['--ftp-skip-pasv-ip']

function curlCommand(way: Cell, { target, findings }: Report, trust: CurlTrust): string {
  const { mode } = way
  const user = target.user === undefined ? [] : ['-u', shellWord(harmless(target.user))]
  const mended = mode === 'PASV' && isAddressMended({ findings }) ? forOldCurl : []
  const options = [
    '--ssl-reqd',
    ...(isIntolerant({ findings }) ? ['--tls-max', '1.2'] : []),
    ...trust.options,
    ...(modeOptions[mode] ?? []),
    ...mended,
    ...proxyOptions(target.proxy),
    ...user,
  ]
  return ['curl', ...options, shellWord(`${wayUrl(way, trust.host ?? target.host)}/`)].join(' ')
}

function fileZillaSettings({ security, mode }: Cell): string {
  const encryption = security === 'implicit' ? 'Require implicit' : 'Require explicit'
  return `${encryption} TLS; Transfer Settings, ${isPassive(mode) ? 'Passive' : 'Active'}`
}
