import type { Cell } from '../../src/model/cell.js'
import type { Report } from '../../src/model/report.js'
import { seenOf } from '../../src/model/seen-of.js'
import type { CertificateLook } from '../../probes/certificate.js'
import { harmless } from '../sanitise.js'
import { hasGivenAddress } from './given-address.js'
import { shellWord } from './words.js'

/** How curl is to trust whom this check trusted. */
export interface CurlTrust {
  readonly options: readonly string[]
  /** To be asked for in place of the target's own name. */
  readonly host?: string
  /** What is to be known of it. */
  readonly remark?: string
}

/** A pin, another name, a given address or no trust at all: of each what makes curl 7.88 connect as this check did. */
export function curlTrust(report: Report, way: Cell): CurlTrust {
  const { target } = report
  const trust = trustOfName(report)
  const host = trust.host ?? target.host
  if (host === target.host && !hasGivenAddress(report)) return trust
  const place = placeOf(host, report, way)
  if (place === undefined)
    return {
      options: trust.options,
      remark: 'curl refuses this certificate: connect by a name that it carries',
    }
  return { ...trust, host, options: [...trust.options, '--resolve', place] }
}

function trustOfName(report: Report): CurlTrust {
  const { run, target } = report
  const options = run.ca === undefined ? [] : ['--cacert', shellWord(harmless(run.ca))]
  const certificate = seenOf(report).of('certificate')
  if (certificate.status !== 'observed') return { options }
  const look = certificate.value
  if (look.pinned) return pinned(look, options)
  if (look.problem !== undefined || !look.nameMatches)
    return { options: ['-k'], remark: 'curl -k: nothing proves who answers (lowers security)' }
  return look.tlsName === target.host ? { options } : { options, host: look.tlsName }
}

/** `-k` leaves out what the pin replaces; the key is compared all the same, on each connection. */
function pinned({ chain: [leaf] }: CertificateLook, options: readonly string[]): CurlTrust {
  const key = leaf?.keySha256
  if (key === undefined || !/^[0-9a-f]{64}$/.test(key))
    return { options, remark: 'curl refuses this certificate: save it, add --cacert server.pem' }
  const base64 = Buffer.from(key, 'hex').toString('base64')
  return {
    options: ['-k', '--pinnedpubkey', `sha256//${base64}`],
    remark: 'curl: -k with --pinnedpubkey takes the key that was pinned, and no other',
  }
}

/** For --resolve: a name at the address that was looked at; through a proxy only the proxy knows addresses. */
function placeOf(name: string, { target }: Report, { port }: Cell): string | undefined {
  const { address, proxy } = target
  if (address === null || proxy !== undefined || port === null) return undefined
  return shellWord(harmless(`${name}:${port}:${address}`))
}
