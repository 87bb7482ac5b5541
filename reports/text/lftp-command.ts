import type { Cell } from '../../src/model/cell.js'
import { isPassive } from '../../src/model/matrix.js'
import type { Report } from '../../src/model/report.js'
import { harmless } from '../sanitise.js'
import { hostAndPort, shellWord } from './words.js'

/** A listing by lftp 4.9 on this way, to be pasted; undefined through a proxy, for which it has no setting that keeps to TLS. */
export function lftpCommand({ security, mode, port }: Cell, report: Report): string | undefined {
  const { target, run } = report
  if (target.proxy !== undefined) return undefined
  const settings = [
    ...['ftp:ssl-force yes', 'ftp:ssl-protect-data yes'],
    ...(security === 'auth-ssl' ? ['ftp:ssl-auth SSL'] : []),
    ...(mode === 'EPSV' ? ['ftp:prefer-epsv yes'] : []),
    ...(isPassive(mode) ? [] : ['ftp:passive-mode no']),
    ...(run.ca === undefined ? [] : [`ssl:ca-file ${quoted(harmless(run.ca))}`]),
  ].map(setting => `set ${setting}`)
  const user = target.user === undefined ? [] : ['-u', shellWord(harmless(target.user))]
  const scheme = security === 'implicit' ? 'ftps' : 'ftp'
  const place = hostAndPort(harmless(target.host), port ?? target.ports.explicit)
  const script = shellWord([...settings, 'ls', 'exit'].join('; '))
  return ['lftp', ...user, '-e', script, shellWord(`${scheme}://${place}/`)].join(' ')
}

/** A word of lftp's own language, which knows double quotes. */
function quoted(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}
