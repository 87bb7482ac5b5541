/** TLS alert descriptions: RFC 8446 §6.2, and for the older ones RFC 5246 §7.2 and IANA's registry. */
const names: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  60: 'export_restriction',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  111: 'certificate_unobtainable',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  114: 'bad_certificate_hash_value',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
}

export interface Alert {
  readonly description: number
  readonly name: string
}

export function alert(description: number): Alert {
  return { description, name: names[description] ?? `alert ${description}` }
}

/**
 * The alert that the peer sent, out of Node's error. OpenSSL names a received alert, and only that, with a reason
 * like SSLV3_ALERT_HANDSHAKE_FAILURE or TLSV13_ALERT_CERTIFICATE_REQUIRED (a few without the word ALERT), and
 * puts the number into the message. It is the one way to see an alert that was sent encrypted.
 */
export function alertOf(error: NodeJS.ErrnoException | undefined): Alert | undefined {
  const reason = /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13)_(?:ALERT_)?(.+)$/.exec(error?.code ?? '')?.[1]
  if (reason === undefined) return undefined
  const number = /SSL alert number (\d+)/.exec(error?.message ?? '')?.[1]
  if (number !== undefined) return alert(Number(number))
  const name = reason.toLowerCase().replace('cancelled', 'canceled')
  const found = Object.entries(names).find(([, known]) => known === name)
  return found && alert(Number(found[0]))
}
