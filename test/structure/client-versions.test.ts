import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { checkout } from '../support/needs.js'

t.test('a finding that names clients it stops says which versions were seen', t => {
  const product = /(?:lftp|wget|rclone|PHP|Net::FTP|Commons Net)(?! \d)|ftplib(?<!Python 3\.\d\d ftplib)/
  for (const id of ['session-resumption-required', 'preliminary-reply-late', 'auth-tls-refused']) {
    const source = readFileSync(join(checkout, `src/findings/${id}.ts`), 'utf8')
    const [, words = ''] = /const (?:stopped|hang) =\s+'([^']*)'/.exec(source) ?? []
    t.match(words, /such as/, id)
    t.notMatch(words, product, words)
  }
  t.end()
})
