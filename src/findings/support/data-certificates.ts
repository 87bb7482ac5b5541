// Certificates that data connections showed in full handshakes, against those of their control connections.
import type { DataCertificate } from '../../model/data-certificate.js'
import type { CellId } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import type { Span } from '../../model/transcript.js'
import { day } from './certificates.js'
import { evidenceOfProbe, valueOf } from './observed.js'

export interface DataCertificates {
  readonly others: readonly DataCertificate[]
  /** Full handshakes that showed the certificate of the control connection. */
  readonly same: number
  /** The ways of the others. */
  readonly cells: readonly CellId[]
  readonly evidence: readonly Span[]
}

export function dataCertificates(seen: Seen): DataCertificates {
  const { way, versions = [] } = valueOf(seen, 'resumption') ?? {}
  const looks = versions.flatMap(version => version.looks.flatMap(({ certificate }) => certificate ?? []))
  const inLooks = looks.filter(certificate => certificate !== 'as-control')
  const cells = seen.cells.filter(({ certificate }) => certificate !== undefined)
  const isOfLooks = way !== undefined && inLooks.length > 0
  return {
    others: [...cells.flatMap(({ certificate }) => certificate ?? []), ...inLooks],
    same: looks.length - inLooks.length,
    cells: [...new Set([...cells.map(({ id }) => id), ...(isOfLooks ? [way] : [])])],
    evidence: [
      ...cells.flatMap(({ evidence }) => evidence),
      ...(isOfLooks ? evidenceOfProbe(seen, 'resumption') : []),
    ],
  }
}

/** Why who checks it refuses it, as the end of a sentence that begins with "It"; undefined where it passes. */
export function whyRefused(
  { validFrom, validTo, nameMatches, problem }: DataCertificate,
  { started, target }: Pick<Seen, 'started' | 'target'>,
): string | undefined {
  const now = Date.parse(started)
  if (problem !== undefined && !problem.includes('ALTNAME')) {
    if (Date.parse(validTo) < now) return `expired on ${day(validTo)}`
    if (Date.parse(validFrom) > now) return `is not valid before ${day(validFrom)}`
    return `does not verify (${problem})`
  }
  return nameMatches ? undefined : `is not for ${target.tlsName}`
}
