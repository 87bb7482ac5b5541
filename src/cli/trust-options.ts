import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Option, type Command } from 'commander'
import type { CheckOptions } from '../run/check-options.js'
import { why } from '../run/file-trouble.js'
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
    .addOption(
      new Option('--pin <sha256:...>', 'accept exactly the certificate with this fingerprint').argParser(
        readPin,
      ),
    )
    .option('--insecure', 'send the password over TLS that proves nothing')
}

/** Trust as `check` takes it: PEM texts, not file names. */
export function trustOf({ ca, pin, insecure }: TrustOptions): CheckOptions {
  return {
    ...(ca === undefined ? {} : { ca: readCertificates(ca), caName: ca }),
    ...(pin === undefined ? {} : { pin }),
    ...(insecure ? { insecure } : {}),
  }
}

/** `sha256:` and colons are optional; what is handed on is 64 small hex digits. */
export function readPin(text: string): string {
  const hex = text
    .replace(/^sha256:/i, '')
    .replace(/:/g, '')
    .toLowerCase()
  if (/^[0-9a-f]{64}$/.test(hex)) return hex
  throw new UsageError('--pin wants the SHA-256 fingerprint of the certificate: sha256: and 64 hex digits')
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
