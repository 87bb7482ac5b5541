import type { WrittenTarget } from '../run/parse-target.js'
import type { LoginOptions } from './login-options.js'

type Environment = Readonly<Record<string, string | undefined>>

/** What the environment offers and is not taken silently, one sentence each; values may hold passwords and stay out. */
export function environmentNotices(
  environment: Environment,
  { user, netrc, anonymous, login }: LoginOptions,
  written: WrittenTarget,
): readonly string[] {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== ''
  const proxies = ['all_proxy', 'ALL_PROXY', 'ftp_proxy', 'FTP_PROXY'].filter(isSet)
  const nobody = user === undefined && written.user === undefined && netrc === undefined
  const noUser = login && !anonymous && nobody && isSet('FTPS_DOCTOR_PASSWORD')
  return [
    ...proxies.slice(0, 1).map(name => `${name} is set and not used: this looks at the server directly`),
    ...(noUser ? ['FTPS_DOCTOR_PASSWORD is set and not used: there is no --user'] : []),
  ]
}
