import type { Report } from '../../src/model/report.js'
import { seenOf } from '../../src/model/seen-of.js'
import type {} from '../../probes/certificate.js'
import { harmless } from '../sanitise.js'
import type { Paragraph } from './prose.js'
import { shellWord, writtenTarget } from './words.js'

/** True when a password was there and not sent, because nothing proved who would get it. */
export function passwordKeptBack({ cells, run }: Report): boolean {
  return (
    run.login === 'asked' && run.logins === 0 && cells.some(cell => cell.reason === 'certificate-not-trusted')
  )
}

/** Whom to ask about the certificate, and the command for when the answer is yes. */
export function pinAdvice(report: Report): Paragraph[] {
  const certificate = seenOf(report).of('certificate')
  const sha256 = certificate.status === 'observed' ? certificate.value.chain[0]?.sha256 : undefined
  if (sha256 === undefined || !/^[0-9a-f]{64}$/i.test(sha256)) return []
  const bytes = sha256.toUpperCase().match(/../g) ?? []
  const shownAlready = report.findings.some(
    ({ id, quote }) => id === report.cause && quote?.includes(bytes.join(':')),
  )
  const print = shownAlready ? '' : ` SHA-256 ${bytes.slice(0, 4).join(':')}:...:${bytes.slice(-4).join(':')}`
  const { user } = report.target
  const who = user === undefined ? '' : ` --user ${shellWord(harmless(user))}`
  return [
    {
      label: 'ask',
      text: `the server's owner, by phone: is the certificate${print} theirs? If the whole fingerprint is:`,
    },
    {
      label: 'next',
      text: `ftps-doctor check ${shellWord(harmless(writtenTarget(report.target)))}${who} --pin sha256:${sha256.toLowerCase()}`,
      command: true,
    },
  ]
}
