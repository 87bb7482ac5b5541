import type { Cell } from '../../src/model/cell.js'
import { isPassive } from '../../src/model/matrix.js'
import type { Report } from '../../src/model/report.js'
import { seenOf } from '../../src/model/seen-of.js'
import type {} from '../../probes/certificate.js'
import { harmless } from '../sanitise.js'
import { lftpCommand } from './lftp-command.js'
import type { Paragraph } from './prose.js'
import { unfitClients } from './unfit-clients.js'
import { hostAndPort, shellWord } from './words.js'

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
    ...commands(best, report),
    ...(forFileZilla === undefined
      ? []
      : [{ text: `FileZilla: ${fileZillaSettings(forFileZilla)} (as safe${wantsNewCurl(best)})` }]),
  ]
}

/** curl has the settings of most ways, and is almost everywhere; lftp where curl cannot. */
function commands(best: Cell, report: Report): Paragraph[] {
  if (!unfitClients(report).has('curl') || !isPassive(best.mode))
    return [{ text: curlCommand(best, report), command: true }, ...refusal(report)]
  const text = lftpCommand(best, report)
  return text === undefined ? [] : [{ text, command: true }]
}

/** What curl checks and --pin, --insecure or --tls-name let pass: its --pinnedpubkey is of the key, and comes on top. */
function refusal(report: Report): Paragraph[] {
  const certificate = seenOf(report).of('certificate')
  if (certificate.status !== 'observed') return []
  const { problem, nameMatches, tlsName } = certificate.value
  if (!nameMatches || tlsName !== report.target.host)
    return [
      { text: 'curl refuses this certificate, which is for another name: connect by one that it carries' },
    ]
  if (problem === undefined) return []
  return [
    {
      text: 'curl refuses this certificate, whose issuer it does not know: save it, add --cacert server.pem',
    },
  ]
}

/** FileZilla asks for EPSV and EPRT over IPv6 only (CRawTransferOpData in its source), and never for AUTH SSL where AUTH TLS is taken. */
function isFileZillas({ mode }: Cell, report: Report): boolean {
  if (mode === 'PASV' && isAddressMended(report)) return false
  return (mode === 'EPSV' || mode === 'EPRT') === (report.target.address?.includes(':') ?? false)
}

/** We got in by not offering TLS 1.3; FileZilla has no setting for that. */
function isIntolerant({ findings }: Report): boolean {
  return findings.some(({ id }) => id === 'tls13-intolerant')
}

/** We went by the control connection's address where PASV names another one; who believes it gets nowhere. */
function isAddressMended({ findings }: Report): boolean {
  return findings.some(({ id }) => id.startsWith('passive-address-'))
}

function inconvenience({ security, mode }: Cell): number {
  const activeCost = isPassive(mode) ? 0 : 4
  const securityCost = { 'auth-tls': 0, implicit: 1, 'auth-ssl': 2, none: 9 }[security]
  return activeCost + securityCost + (mode === 'EPSV' || mode === 'EPRT' ? 0 : 0.5)
}

/** curl before 8.0 never starts the handshake on an active data connection. */
function wantsNewCurl({ mode }: Cell): string {
  return isPassive(mode) ? '' : '; curl: 8.0 or newer'
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

function curlCommand({ security, mode, port }: Cell, report: Report): string {
  const { target, run } = report
  const { host } = target
  const implicit = security === 'implicit'
  const usual = implicit ? 990 : 21
  const number = port ?? usual
  const plain = host.includes(':') ? `[${host}]` : host
  const place = number === usual ? plain : hostAndPort(host, number)
  const user = target.user === undefined ? [] : ['-u', shellWord(harmless(target.user))]
  const trust = run.ca === undefined ? [] : ['--cacert', shellWord(harmless(run.ca))]
  const mended = mode === 'PASV' && isAddressMended(report) ? forOldCurl : []
  const options = [
    '--ssl-reqd',
    ...(isIntolerant(report) ? ['--tls-max', '1.2'] : []),
    ...trust,
    ...(modeOptions[mode] ?? []),
    ...mended,
    ...proxyOptions(target.proxy),
    ...user,
  ]
  return ['curl', ...options, shellWord(`${implicit ? 'ftps' : 'ftp'}://${harmless(place)}/`)].join(' ')
}

function fileZillaSettings({ security, mode }: Cell): string {
  const encryption = security === 'implicit' ? 'Require implicit' : 'Require explicit'
  return `${encryption} TLS; Transfer Settings, ${isPassive(mode) ? 'Passive' : 'Active'}`
}
