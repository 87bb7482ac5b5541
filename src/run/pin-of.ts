import type { CheckOptions } from './check-options.js'
import { UsageError } from './usage-error.js'

/** What `--pin` means in 64 small hex digits: `sha256:` and colons may be written. Accepting any certificate beside it would make it void. */
export function pinOf({ pin, insecure }: Pick<CheckOptions, 'pin' | 'insecure'>): string | undefined {
  if (pin === undefined) return undefined
  const hex = pin
    .replace(/^sha256:/i, '')
    .replaceAll(':', '')
    .toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new UsageError('--pin wants the SHA-256 fingerprint of the certificate: sha256: and 64 hex digits')
  if (insecure === true)
    throw new UsageError('--pin and --insecure exclude each other: one certificate is accepted, or any')
  return hex
}
