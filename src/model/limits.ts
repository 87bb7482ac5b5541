/** Deadlines in milliseconds, each handed down as an argument (design: every wait has one). */
export interface Deadlines {
  readonly resolve: number
  readonly connect: number
  readonly greeting: number
  readonly reply: number
  readonly hello: number
  readonly dataConnect: number
  /** After three silences of one kind, or two active ways that nobody came to. */
  readonly afterSilences: number
  /** While other sessions of ours are busy: what was silent then is looked at again alone, with all patience. */
  readonly inCompany: number
  readonly firstByte: number
  readonly stall: number
  /** How long a command sent after a failed passive connect may take to be refused. */
  readonly afterDeadDataPort: number
  readonly close: number
  readonly whole: number
}

/** Silent looks in milliseconds: patience, not deadlines; never scaled (docs/decisions). */
export interface SilentLooks {
  /** No greeting by then: a second connection sends a hello. */
  readonly greeting: number
  /** No preliminary reply by then: the handshake goes first. */
  readonly preliminary: number
  /** Before a hello on C and S, once. */
  readonly clearLevel: number
  /** Before a hello on a method's first `default` way. */
  readonly defaultLevel: number
  /** Before a hello on P and E, plus the round trip. */
  readonly protectedLevel: number
  /** The same once this level has proved TLS on this session. */
  readonly provenLevel: number
  /** After a line that would end a multi-line reply if its code were the first line's (RFC 959 §4.2). */
  readonly unclosedReply: number
}

export interface Limits {
  readonly deadlines: Deadlines
  readonly silentLooks: SilentLooks
  /** Bytes of one reply, over all its lines. */
  readonly replyBytes: number
  /** Lines of one reply. */
  readonly replyLines: number
  /** Unsolicited replies kept before the connection counts as broken. */
  readonly unreadReplies: number
  /** A listing over this is not read to its end. */
  readonly dataBytes: number
  /** What is read of it then. */
  readonly dataBytesWhenCut: number
  /** Bytes kept of what a data connection brought. */
  readonly firstBytesKept: number
  /** Looked at for secrets before it is cut down to those. */
  readonly headBytes: number
  readonly transcriptEventsPerConnection: number
  readonly transcriptTextPerEvent: number
  /** Certificates kept of a chain. */
  readonly chainLength: number
}

export const limits: Limits = {
  deadlines: {
    resolve: 10_000,
    connect: 10_000,
    greeting: 35_000,
    reply: 30_000,
    hello: 10_000,
    dataConnect: 5_000,
    afterSilences: 2_000,
    inCompany: 5_000,
    firstByte: 15_000,
    stall: 30_000,
    afterDeadDataPort: 1_000,
    close: 1_000,
    whole: 120_000,
  },
  silentLooks: {
    greeting: 1_000,
    preliminary: 1_000,
    clearLevel: 3_000,
    defaultLevel: 250,
    protectedLevel: 120,
    provenLevel: 25,
    unclosedReply: 500,
  },
  replyBytes: 64 * 1024,
  replyLines: 1_000,
  unreadReplies: 32,
  dataBytes: 1024 * 1024,
  dataBytesWhenCut: 64 * 1024,
  firstBytesKept: 16,
  headBytes: 1_024,
  transcriptEventsPerConnection: 2_000,
  transcriptTextPerEvent: 4_096,
  chainLength: 16,
}

/** The same limits with every deadline but the silent looks divided: for tests and the demo, where servers are near. */
export function scaledDeadlines(base: Limits, factor: number): Limits {
  const scale = (value: number): number => Math.max(1, Math.round(value / factor))
  return {
    ...base,
    deadlines: Object.fromEntries(
      Object.entries(base.deadlines).map(([name, value]) => [name, scale(value as number)]),
    ) as unknown as Deadlines,
  }
}

/** The same limits with no deadline of a transfer longer than `longestMs`. */
export function hurriedLimits(base: Limits, longestMs: number): Limits {
  const { deadlines } = base
  const short = (value: number): number => Math.min(value, longestMs)
  return {
    ...base,
    deadlines: {
      ...deadlines,
      hello: short(deadlines.hello),
      reply: short(deadlines.reply),
      firstByte: short(deadlines.firstByte),
      stall: short(deadlines.stall),
    },
  }
}
