/** Lines of listings as servers wrote them, and what is read from them. */
import t from 'tap'
import { readListing, type ListingForm } from '../../../src/protocol/listing-form.js'

const samples: readonly (readonly [ListingForm['system'], number, readonly string[]])[] = [
  ['unix', 0, ['total 24', 'drwxr-xr-x    4 root     wheel        4096 Jan 12  2019 a^.b;1']],
  ['dos', 0, ['04-27-00  09:09PM       <DIR>          licensed', '07-18-2000  10:16                 589 a']],
  ['facts', 0, ['type=file;size=12;modify=20240115120000; a^.b;1']],
  ['os400', 0, ['BAILEYSE     5263360 06/11/97 12:27:39 *FILE     BPTFSAVF']],
  ['os400', 0, ['QSYS            77824 02.23.00 15:09:55 *DIR       dir1/']],
  ['mvs', 0, ['Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname']],
  ['vms', 0, ['', 'ANON:[PUBLIC]', '', 'GUNZIP.EXE;51   221  29-JUL-1998 19:03 [ANONYMOUS] (RWED,RE,RE,RE)']],
  ['vms', 0, ['TCPIP$FTP_SERVER.LOG;29', '\t0/18 8-JUN-2004 14:42:04  [NUCLEAR,FISSION]  (RWED,RWED,RE,)']],
  ['vms', 2, ['Kermit^.tar.gz;1  1/3', 'a^_b^.c.txt;12', 'plain.txt;1']],
  [undefined, 0, ['readme.txt', 'Kermit^.tar.gz']],
  [undefined, 0, ['nortel.wfFtp       1014196  06/03/04  Thur.   10:20:03']],
]

t.test('whose form the lines have, and how many names are escaped', t => {
  for (const [system, escapedNames, lines] of samples) {
    const head = Buffer.from(lines.map(line => `${line}\r\n`).join(''))
    const expected = { ...(system && { system }), escapedNames, isWhole: true }
    t.same(readListing(head, head.length), expected, lines.join(' / '))
  }
  t.end()
})

t.test('half a line at the end of what was read is none', t => {
  const head = Buffer.from('plain.txt;1  1/3\r\nKermit^.tar.gz;1')
  t.same(readListing(head, 4_000), { system: 'vms', escapedNames: 0, isWhole: false })
  t.end()
})
