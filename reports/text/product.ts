import type { Report } from '../../src/model/report.js'
import { seenOf } from '../../src/model/seen-of.js'
import type {} from '../../probes/greeting.js'

const products: readonly (readonly [RegExp, string])[] = [
  [/vsftpd/i, 'vsftpd'],
  [/proftpd/i, 'ProFTPD'],
  [/pure-?ftpd/i, 'Pure-FTPd'],
  [/pyftpdlib/i, 'pyftpdlib'],
  [/filezilla/i, 'FileZilla Server'],
  [/microsoft ftp/i, 'IIS'],
  [/ws_ftp/i, 'WS_FTP Server'],
  [/serv-u/i, 'Serv-U'],
  [/crushftp/i, 'CrushFTP'],
  [/titan ftp/i, 'Titan FTP Server'],
  [/globalscape|eft server/i, 'EFT Server'],
  [/gene6/i, 'Gene6'],
  [/z\/os|ibm ftp/i, 'z/OS'],
]

/** The product that the greeting suggests. Greetings can lie: this only orders remedies. */
export function suggestedProduct(report: Report): string | undefined {
  const greeting = seenOf(report).of('greeting')
  if (greeting.status !== 'observed') return undefined
  const { explicit, implicit } = greeting.value
  const text = `${explicit.greeting?.text ?? ''} ${implicit.greeting?.text ?? ''}`.slice(0, 2_000)
  return products.find(([sign]) => sign.test(text))?.[1]
}
