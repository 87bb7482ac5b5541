import type { WrittenTarget } from '../run/parse-target.js'
import type { LoginOptions } from './login-options.js'
import type { ProxyOptions } from './proxy-options.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** What the environment offers and is not taken silently, one sentence each; values may hold passwords and stay out. */
export function environmentNotices(
  environment: Environment,
  { user, netrc, anonymous, login, proxy }: LoginOptions & ProxyOptions,
  written: WrittenTarget,
): readonly string[] {
  const offered = proxy === undefined ? environmentProxy(environment, written.host) : undefined
  const nobody = user === undefined && written.user === undefined && netrc === undefined
  const noUser = login && !anonymous && nobody && isSet(environment, 'FTPS_DOCTOR_PASSWORD')
  return [
    ...(offered === undefined ? [] : [`${offered.name} is set and not used: --proxy env`]),
    ...proxyPasswordNotice(environment, proxy, written.host),
    ...(noUser ? ['FTPS_DOCTOR_PASSWORD is set and not used: there is no --user'] : []),
  ]
}

/** Nobody logs in at a proxy without a name. */
function proxyPasswordNotice(
  environment: Environment,
  proxy: string | undefined,
  host: string,
): readonly string[] {
  if (!isSet(environment, 'FTPS_DOCTOR_PROXY_PASSWORD')) return []
  const url = proxy === 'env' ? environmentProxy(environment, host)?.value : proxy
  if (url?.includes('@') === true) return []
  const why =
    url === undefined ? 'there is no --proxy' : 'the proxy has no user, as in socks5://user@proxy.example'
  return [`FTPS_DOCTOR_PROXY_PASSWORD is set and not used: ${why}`]
}

/** As other programs name them; upper case is the rarer spelling. */
const proxyNames = ['all_proxy', 'ALL_PROXY', 'ftp_proxy', 'FTP_PROXY', 'https_proxy', 'HTTPS_PROXY']

/** The proxy that the environment names for this host, and the variable; none for a host that no_proxy exempts. */
export function environmentProxy(
  environment: Environment,
  host: string,
): { readonly name: string; readonly value: string } | undefined {
  const name = proxyNames.find(each => isSet(environment, each))
  if (name === undefined || isExempt(environment, host)) return undefined
  return { name, value: environment[name] ?? '' }
}

/** Names with all that is below them, as curl reads them, and `*` for all. */
function isExempt(environment: Environment, host: string): boolean {
  const exempt = (environment['no_proxy'] || environment['NO_PROXY'] || '').toLowerCase().split(/[\s,]+/)
  const name = host.toLowerCase()
  return exempt
    .map(entry => entry.replace(/^\./, ''))
    .some(entry => entry === '*' || (entry !== '' && (name === entry || name.endsWith(`.${entry}`))))
}

function isSet(environment: Environment, name: string): boolean {
  return (environment[name] ?? '') !== ''
}
