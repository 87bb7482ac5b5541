/**
 * A command as it goes over the wire: UTF-8 (RFC 2640 §2.2) or Latin-1, CRLF, byte 255 doubled as Telnet asks for
 * (RFC 854; only Latin-1 has it). A CR, LF or NUL inside would be a second command: RangeError.
 */
export function encodeCommand(line: string, encoding: 'utf8' | 'latin1' = 'utf8'): Buffer {
  if (/[\r\n\0]/.test(line)) throw new RangeError('A command must not contain CR, LF or NUL')
  if (encoding === 'latin1' && /[^\0-\xff]/.test(line)) throw new RangeError('The command is not Latin-1')
  const bytes = Buffer.from(`${line}\r\n`, encoding)
  if (!bytes.includes(0xff)) return bytes
  return Buffer.from([...bytes].flatMap(byte => (byte === 0xff ? [byte, byte] : [byte])))
}

/** The command's name in upper case (RFC 959 §5.3: names are case-blind), without its argument. */
export function verbOf(line: string): string {
  return (/^\s*(\S*)/.exec(line)?.[1] ?? '').toUpperCase()
}
