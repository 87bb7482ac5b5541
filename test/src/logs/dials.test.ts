/** How a dial ended, at which line, by curl's words; and that a log in which nothing failed says so. */
import t from 'tap'
import { logDiagnosisText } from '../../../reports/text/log-diagnosis.js'
import type { LogDiagnosis } from '../../../src/model/log-diagnosis.js'
import { diagnoseLog } from '../../../src/run/diagnose-log.js'
import * as curl from './support/curl.js'
import * as filezilla from './support/filezilla.js'

function diagnosed(log: string): LogDiagnosis {
  const diagnosis = diagnoseLog(log)
  if (diagnosis === undefined) throw new Error(`not known as a log: ${log.slice(0, 80)}`)
  return diagnosis
}

const cases: readonly (readonly [log: keyof typeof curl, ids: readonly string[]])[] = [
  ['dataDropped', ['passive-ports-filtered']],
  ['dataRefused', ['passive-ports-refused']],
  ['dataTurnedAway', ['passive-ports-filtered']],
  ['dataDroppedCut', ['passive-ports-filtered']],
  ['dataRefusedCut', ['passive-ports-refused']],
  ['dataNowhere', ['passive-address-private']],
  ['dropped', ['connection-filtered']],
  ['refusedBehindNoIpv6', ['connection-refused']],
  ['noNetwork', ['host-unreachable']],
  ['listed', []],
]

for (const [name, ids] of cases)
  t.test(`curl: ${name}`, t => {
    const { findings } = diagnosed(curl[name])
    t.same(
      findings.map(({ id }) => id),
      ids,
    )
    for (const { line, quote } of findings)
      t.ok(curl[name].split('\n')[line - 1]?.includes(quote.replace(/^\d{3} /, '')), `${line}: ${quote}`)
    t.end()
  })

t.test(
  'lines are counted as editors count them: neither the last line feed nor a rewritten line adds one',
  t => {
    for (const log of [curl.dataDropped, curl.dropped])
      t.equal(diagnosed(log).log.lines, log.split('\n').length - 1)
    t.equal(diagnosed(curl.dropped.trimEnd()).log.lines, 5)
    t.equal(diagnosed(curl.dropped.replaceAll('\n', '\r\n')).log.lines, 5)
    t.end()
  },
)

t.test('a transfer that came to its end: nothing failed', t => {
  for (const log of [curl.listed, filezilla.listed]) {
    const diagnosis = diagnosed(log)
    t.match(diagnosis.transferred, { command: /^(?:LIST|MLSD)/, reply: /^226 / })
    t.match(
      logDiagnosisText(diagnosis, {}),
      /^WORKED {2}ftp\.partner\.example:21, by a log of .*\n {8}Nothing failed in it: (?:LIST|MLSD) ended with "226 /,
    )
  }
  t.end()
})

t.test('what broke behind a good transfer, or in place of its end, is no success', t => {
  const again = `${curl.listed}> PASV\r\n< 227 Entering Passive Mode (203,0,113,7,195,80)\r\n* connect to 203.0.113.7 port 50000 failed: Connection timed out\n`
  for (const log of [again, curl.listed.replace('226 That', '426 That'), curl.dataDropped]) {
    const diagnosis = diagnosed(log)
    t.notOk('transferred' in diagnosis)
    t.match(logDiagnosisText(diagnosis, {}), /^LIKELY /)
  }
  t.end()
})

t.test('what the client got over stands beside the success', t => {
  const mended = filezilla.privateAndListed
  const text = logDiagnosisText(diagnosed(mended), {})
  t.match(text, /^WORKED /)
  t.match(text, /\nalso {4}PASV names a private address/)
  t.end()
})
