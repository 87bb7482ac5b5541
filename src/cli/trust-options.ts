import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { CheckOptions } from '../run/check-options.js'
import { why } from '../run/file-trouble.js'
import { pinOf } from '../run/pin-of.js'
import { UsageError } from '../run/usage-error.js'

/** What the options about trust hold, as commander leaves them. */
export interface TrustOptions {
  readonly ca?: string
  readonly pin?: string
  readonly insecure?: true
}

/** Whom to trust with a password: the same for every command that connects. */
export function addTrustOptions(command: Command): void {
  command
    .optionsGroup('Trust:')
    .option('--ca <file>', 'trust these certificates (PEM) instead of the usual store')
    .option('--pin <sha256:...>', 'accept exactly the certificate with this fingerprint')
    .option('--insecure', 'send the password over TLS that proves nothing')
}

/** Trust as `check` takes it: PEM texts, not file names. */
export function trustOf(options: TrustOptions): CheckOptions {
  const { ca, insecure } = options
  const pin = pinOf(options)
  return {
    ...(ca === undefined ? {} : { ca: readCertificates(ca), caName: ca, caFile: ca }),
    ...(pin === undefined ? {} : { pin }),
    ...(insecure ? { insecure } : {}),
  }
}

/** One PEM file with any number of certificates, or one certificate in DER. */
function readCertificates(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${why(error)}`)
  }
  const blocks = bytes
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g)
  try {
    return (blocks ?? [bytes]).map(block => new X509Certificate(block).toString()).join('')
  } catch {
    throw new UsageError(
      `cannot use ${file}: it holds ${blocks === null ? 'no certificate' : 'a damaged certificate'}`,
    )
  }
}
