/** Products by the words with which they name themselves. */
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
  [/\bqtcp at\b/i, 'IBM i'],
  [/\bbftpd\b/i, 'bftpd'],
]

/** Longer greetings are a message of the day. */
const longestRead = 2_000

/** The product that a text of a server names. Such texts can lie, and be changed. */
export function productNamed(text: string): string | undefined {
  const read = text.slice(0, longestRead)
  return products.find(([sign]) => sign.test(read))?.[1]
}
