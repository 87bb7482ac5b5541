import type { CertificateLook, SentCertificate } from '../../../probes/certificate.js'
import type { Judgement, Remedy, Severity } from '../../model/finding.js'
import type { Seen } from '../../model/seen.js'
import { cellsOf, isBad, tlsMethods } from './cells.js'
import { idsOf } from './evidence.js'
import { absent, found, undetermined, type FoundJudgement } from './judgement.js'
import { judgeObserved } from './observed.js'
import { clientRemedy } from './remedies.js'

/** What a certificate finding adds to what all of them share. */
export type CertificateVerdict = Pick<FoundJudgement, 'certainty' | 'summary'> &
  Partial<Pick<FoundJudgement, 'wouldProve' | 'quote' | 'owner' | 'remedies' | 'severity'>>

export interface Look extends CertificateLook {
  readonly leaf: SentCertificate
  /** The leaf and each issuer that was sent with it, in order of issuing. */
  readonly path: readonly SentCertificate[]
}

/** Judges the certificate as sent; a warning where the user pinned exactly this one. */
export function judgeCertificate(
  seen: Seen,
  judge: (look: Look) => CertificateVerdict | 'absent' | { readonly undetermined: string },
): Judgement {
  return judgeObserved(seen, 'certificate', (look, evidence) => {
    const [leaf] = look.chain
    if (leaf === undefined) return undetermined('no certificate was sent')
    const verdict = judge({ ...look, leaf, path: pathOf(leaf, look.chain) })
    if (verdict === 'absent') return absent
    if ('undetermined' in verdict) return undetermined(verdict.undetermined)
    const severity: Severity = look.pinned ? 'warning' : (verdict.severity ?? 'error')
    const isStopped = severity === 'error'
    const remedies = [...(isStopped ? [pinRemedy(seen, leaf)] : []), ...(verdict.remedies ?? [])]
    return found({ ...verdict, severity, cells: idsOf(distrusted(seen)), evidence, remedies })
  })
}

/**
 * The chain passed, if perhaps for another name (which is asked last): an expired issuer beside it was not needed.
 * Several issuers may bear one name, and the store has one of them (RFC 4158 §1.3).
 */
export function isVerified(problem: string | undefined): boolean {
  return problem === undefined || problem.includes('ALTNAME')
}

/** OpenSSL says so of a chain of one: of all that was sent nothing fitted above the leaf, although a name did. */
export function isIssuerUnfit(problem: string | undefined, path: Look['path']): boolean {
  return problem === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' && path.length > 1
}

function pathOf(leaf: SentCertificate, chain: readonly SentCertificate[]): readonly SentCertificate[] {
  const path = [leaf]
  for (let top = leaf; top.issuer !== top.subject;) {
    const issuer = chain.find(({ subject }) => subject === top.issuer)
    if (issuer === undefined || path.includes(issuer)) break
    path.push(issuer)
    top = issuer
  }
  return path
}

/** The ways that the missing trust stopped. */
function distrusted(seen: Seen): ReturnType<typeof cellsOf> {
  return cellsOf(seen, { security: tlsMethods }).filter(
    cell => cell.reason === 'certificate-not-trusted' || (isBad(cell) && cell.step === 'verify'),
  )
}

function pinRemedy(seen: Seen, leaf: SentCertificate): Remedy {
  return clientRemedy(
    'ftps-doctor',
    `Ask the server's owner by phone whether this is theirs: SHA-256 ${fingerprint(leaf)}. If so, go on with exactly this certificate.`,
    { config: `ftps-doctor check ${seen.target.host} --pin sha256:${leaf.sha256}` },
  )
}

/** Hex in pairs, as people read it out. */
export function fingerprint({ sha256 }: SentCertificate): string {
  return (sha256.toUpperCase().match(/../g) ?? [sha256]).join(':')
}

/** Whom a certificate is for, in one word. */
export function nameOf(certificate: SentCertificate): string {
  return certificate.commonName ?? certificate.names[0]?.replace(/^\w+:/, '') ?? certificate.subject
}

/** `2026-11-22 15:31 UTC`. */
export function day(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`
}
