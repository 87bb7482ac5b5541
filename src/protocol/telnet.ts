/** Telnet's "interpret as command" (RFC 854); FTP's control connection follows the Telnet protocol (RFC 959 §4.1). */
const IAC = 0xff
/** The first of the Telnet commands, SE; the smaller bytes behind an IAC are no command. */
const FIRST_COMMAND = 0xf0
/** WILL, WONT, DO and DONT carry an option. */
const WILL = 0xfb

export interface WithoutTelnet {
  readonly bytes: Buffer
  /** Commands were cut out. */
  readonly commands: boolean
  /** A byte 255 that begins no Telnet command: a server that sends Latin-1 without doubling it. It is kept. */
  readonly bareIac: boolean
}

/**
 * A line without its Telnet commands; IAC IAC becomes one byte 255. What stands inside a subnegotiation is kept as text,
 * so that a server cannot hide anything in one.
 */
export function withoutTelnet(line: Buffer): WithoutTelnet {
  let at = line.indexOf(IAC)
  if (at < 0) return { bytes: line, commands: false, bareIac: false }
  const out = Buffer.alloc(line.length)
  let length = 0
  let done = 0
  let commands = false
  let bareIac = false
  for (; at >= 0; at = line.indexOf(IAC, done)) {
    length += line.copy(out, length, done, at)
    const command = line[at + 1] ?? 0
    if (command < FIRST_COMMAND || command === IAC) {
      out[length++] = IAC
      bareIac ||= command !== IAC
      done = at + (command === IAC ? 2 : 1)
    } else {
      commands = true
      done = at + (command >= WILL ? 3 : 2)
    }
  }
  length += line.copy(out, length, Math.min(done, line.length))
  return { bytes: out.subarray(0, length), commands, bareIac }
}
