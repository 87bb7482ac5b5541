import type { Auth } from '../../../probes/auth.js'
import type { Remedy } from '../../model/finding.js'
import { clientRemedy } from './remedies.js'

/** The mechanisms of RFC 2228 §10 and RFC 1964, as servers write them. */
const kerberos = /^(?:GSSAPI|KERBEROS(?:_V[45])?)$/i

/** Those that FEAT names. */
export function kerberosNamed(features: Auth['features']): readonly string[] {
  return features?.mechanisms.filter(mechanism => kerberos.test(mechanism)) ?? []
}

export const kerberosClient: Remedy = clientRemedy(
  'C-Kermit',
  'Log in with a ticket of the realm (kinit before)',
  { config: 'set auth k5' },
)
