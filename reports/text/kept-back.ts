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

/** The name to ask about, and the command for when it is theirs: that keeps the whole check, where only the name is another one. */
export function nameAdvice(report: Report): Paragraph[] {
  const certificate = seenOf(report).of('certificate')
  if (certificate.status !== 'observed' || report.cause !== 'certificate-name-mismatch') return []
  const { chain, problem } = certificate.value
  const name = chain[0]?.names.flatMap(
    one => /^dns:([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/i.exec(one)?.[1] ?? [],
  )[0]
  if (name === undefined || (problem !== undefined && !problem.includes('ALTNAME'))) return []
  const { ca } = report.run
  const trust = ca === undefined ? '' : ` --ca ${shellWord(harmless(ca))}`
  return [
    { label: 'ask', text: `the server's owner: is ${name} a name of this server? If it is:` },
    { label: 'next', text: `${checkAgain(report)}${trust} --tls-name ${name}`, command: true },
  ]
}

/** An authority is trusted for all that it signs and will sign; a pin ends with the certificate. So the pin comes second. */
export function authorityAdvice(report: Report): Paragraph[] {
  const certificate = seenOf(report).of('certificate')
  if (certificate.status !== 'observed' || report.cause !== 'certificate-untrusted') return []
  const { chain } = certificate.value
  const top = chain.find(({ selfSigned }) => selfSigned)
  const authority = top === undefined ? (chain.at(-1)?.issuer ?? '') : (top.commonName ?? top.subject)
  const pin = pinAdvice(report).map(one => (one.label === 'ask' ? { ...one, label: 'or ask' } : one))
  return [
    {
      label: 'ask',
      text: `whoever runs the authority (${harmless(authority, 120)}) for its certificate, as authority.pem. With it:`,
    },
    { label: 'next', text: `${checkAgain(report)} --ca authority.pem`, command: true },
    ...pin,
  ]
}

function checkAgain({ target }: Report): string {
  const who = target.user === undefined ? '' : ` --user ${shellWord(harmless(target.user))}`
  return `ftps-doctor check ${shellWord(harmless(writtenTarget(target)))}${who}`
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
  return [
    {
      label: 'ask',
      text: `the server's owner, by phone: is the certificate${print} theirs? If the whole fingerprint is:`,
    },
    {
      label: 'next',
      text: `${checkAgain(report)} --pin sha256:${sha256.toLowerCase()}`,
      command: true,
    },
  ]
}
