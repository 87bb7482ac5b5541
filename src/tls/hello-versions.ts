/** The versions that a hello may offer at most, the oldest first; in Node's words as far as Node knows them. */
export const helloVersions = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
export type HelloVersion = (typeof helloVersions)[number]

/** On the wire: RFC 6101 §A.1, RFC 5246 §A.1, RFC 8446 §4.2.1; SSLv2 by its draft (Hickman 1995). */
export const versionNumbers: Readonly<Record<HelloVersion, number>> = {
  SSLv2: 0x0002,
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
}

/** Undefined for a number that no version has. */
export function versionOf(number: number): HelloVersion | undefined {
  return helloVersions.find(version => versionNumbers[version] === number)
}
