/** Where lines of a report may break, and where they may not. */
import t from 'tap'
import { fold } from '../../reports/text/fold.js'
import { outcomeOf } from '../../reports/text/outcome.js'
import { paintFor } from '../../reports/text/paint.js'
import { wrap } from '../../reports/text/prose.js'
import { tableLines } from '../../reports/text/table.js'
import type { Cell } from '../../src/model/cell.js'
import { cellId, ways } from '../../src/model/matrix.js'

t.test('a fingerprint that is longer than a line breaks into halves of 16 bytes', t => {
  const bytes = Array.from({ length: 32 }, (_, at) => (at + 160).toString(16).toUpperCase())
  const halves = [`${bytes.slice(0, 16).join(':')}:`, `${bytes.slice(16).join(':')}.`]
  t.same(wrap(`SHA-256 ${halves.join('')} Then more.`, 72), [
    `SHA-256 ${halves[0]}`,
    `${halves[1]} Then more.`,
  ])
  t.same(wrap(halves.join(''), 100), [halves.join('')])
  t.end()
})

t.test('"PROT not sent" stays on one line of a label', t => {
  const cells = ways.map(({ security, protection, dataMode }): Cell => ({
    ...{ id: cellId({ security, protection, dataMode }), security, protection, mode: dataMode, port: 21 },
    ...{ status: 'works', wire: security !== 'none' && /^(P|default)$/.test(protection) ? 'tls' : 'clear' },
    ...{ evidence: [], cause: null },
  }))
  const lines = tableLines(fold(cells, 990), paintFor({ unicode: false }), 80)
  t.ok(lines.some(line => line.startsWith('  PROT not sent')))
  t.notOk(lines.some(line => line.includes('\u00a0')))
  t.end()
})

t.test('an answer comes to a command, an end after it', t => {
  const words = (step: Cell['step'], failure: Cell['failure']): string =>
    outcomeOf({
      ...{ id: 'auth-tls/P/PASV', security: 'auth-tls', protection: 'P', mode: 'PASV', port: 21 },
      ...{ status: 'fails', step, failure, evidence: [], cause: null },
    } as Cell).text
  t.equal(words('auth', 'timeout'), 'no answer to AUTH')
  t.equal(words('handshake', 'early-end'), 'hung up after our TLS hello')
  t.equal(words('mode', 'reply-malformed'), 'unreadable reply to PASV')
  t.equal(words('final', 'timeout'), 'no answer after the data')
  t.end()
})
