/**
 * Cipher suites by their number (IANA's registry), named as OpenSSL names them: from those of today to those that only servers
 * of the last century choose. None without encryption, and none without a certificate.
 */
const names: Readonly<Record<number, string>> = {
  0x1301: 'TLS_AES_128_GCM_SHA256',
  0x1302: 'TLS_AES_256_GCM_SHA384',
  0x1303: 'TLS_CHACHA20_POLY1305_SHA256',
  0xc02b: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  0xc02c: 'ECDHE-ECDSA-AES256-GCM-SHA384',
  0xc02f: 'ECDHE-RSA-AES128-GCM-SHA256',
  0xc030: 'ECDHE-RSA-AES256-GCM-SHA384',
  0xcca8: 'ECDHE-RSA-CHACHA20-POLY1305',
  0xcca9: 'ECDHE-ECDSA-CHACHA20-POLY1305',
  0x009e: 'DHE-RSA-AES128-GCM-SHA256',
  0x009f: 'DHE-RSA-AES256-GCM-SHA384',
  0xc023: 'ECDHE-ECDSA-AES128-SHA256',
  0xc024: 'ECDHE-ECDSA-AES256-SHA384',
  0xc027: 'ECDHE-RSA-AES128-SHA256',
  0xc028: 'ECDHE-RSA-AES256-SHA384',
  0xc009: 'ECDHE-ECDSA-AES128-SHA',
  0xc00a: 'ECDHE-ECDSA-AES256-SHA',
  0xc013: 'ECDHE-RSA-AES128-SHA',
  0xc014: 'ECDHE-RSA-AES256-SHA',
  0x0067: 'DHE-RSA-AES128-SHA256',
  0x006b: 'DHE-RSA-AES256-SHA256',
  0x0033: 'DHE-RSA-AES128-SHA',
  0x0039: 'DHE-RSA-AES256-SHA',
  0x0032: 'DHE-DSS-AES128-SHA',
  0x0038: 'DHE-DSS-AES256-SHA',
  0x009c: 'AES128-GCM-SHA256',
  0x009d: 'AES256-GCM-SHA384',
  0x003c: 'AES128-SHA256',
  0x003d: 'AES256-SHA256',
  0x002f: 'AES128-SHA',
  0x0035: 'AES256-SHA',
  0x0041: 'CAMELLIA128-SHA',
  0x0084: 'CAMELLIA256-SHA',
  0xc012: 'ECDHE-RSA-DES-CBC3-SHA',
  0x0016: 'DHE-RSA-DES-CBC3-SHA',
  0x0013: 'DHE-DSS-DES-CBC3-SHA',
  0x000a: 'DES-CBC3-SHA',
  0xc011: 'ECDHE-RSA-RC4-SHA',
  0x0005: 'RC4-SHA',
  0x0004: 'RC4-MD5',
  0x0007: 'IDEA-CBC-SHA',
  0x0009: 'DES-CBC-SHA',
  0x0003: 'EXP-RC4-MD5',
  0x0006: 'EXP-RC2-CBC-MD5',
  0x0008: 'EXP-DES-CBC-SHA',
}

/** Suites of TLS 1.3 (RFC 8446 §B.4). */
export const suitesOf13: readonly number[] = [0x1302, 0x1303, 0x1301]

/** Those before it, the strongest first: JavaScript lists such numbers by size, and so this is written out by kind. */
export const olderSuites: readonly number[] = [
  ...[0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc02b, 0xc02f, 0x009f, 0x009e],
  ...[0xc024, 0xc028, 0xc023, 0xc027, 0xc00a, 0xc014, 0xc009, 0xc013],
  ...[0x006b, 0x0067, 0x0039, 0x0033, 0x0038, 0x0032],
  ...[0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f, 0x0084, 0x0041],
  ...[0xc012, 0x0016, 0x0013, 0x000a, 0xc011, 0x0005, 0x0004, 0x0007],
  ...[0x0009, 0x0003, 0x0006, 0x0008],
]

export function suiteName(number: number): string {
  return names[number] ?? `suite 0x${number.toString(16).padStart(4, '0')}`
}
