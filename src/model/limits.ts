/** Deadlines in milliseconds, each handed down as an argument (design: every wait has one). */
export interface Deadlines {
  readonly resolve: number
  readonly connect: number
  readonly greeting: number
  readonly reply: number
  /** To USER, where a command before it met silence on a connection of its own. */
  readonly replyAgain: number
  readonly hello: number
  readonly dataConnect: number
  /** Instead of the longer ones, after as many silences of one kind as `enough` says. */
  readonly afterSilences: number
  /** While other sessions of ours are busy: what was silent then is looked at again alone, with all patience. */
  readonly inCompany: number
  readonly firstByte: number
  readonly stall: number
  /** How long a command sent after a failed passive connect may take to be refused. */
  readonly afterDeadDataPort: number
  readonly close: number
  /** What takes longer is slow: clients with little patience have given up. */
  readonly slow: number
  /** How long nothing is said on a session, with `--audit`: RFC 1123 §4.1.3.2 has five minutes as the least that a server gives. */
  readonly idle: number
  readonly whole: number
}

/** Silent looks in milliseconds: patience, not deadlines; never scaled (docs/decisions). */
export interface SilentLooks {
  /** No greeting by then: a second connection sends a hello. */
  readonly greeting: number
  /** No preliminary reply by then: the handshake goes first. */
  readonly preliminary: number
  /** How long the hello is withheld once, to see whether the preliminary reply comes without it. */
  readonly withheldHello: number
  /**
   * Before a hello on a data connection, by level, each plus the round trip. It holds for every way of a method and
   * level until one of them has proved TLS.
   */
  readonly clearLevel: number
  readonly defaultLevel: number
  readonly protectedLevel: number
  /** The same from then on, in the whole run. */
  readonly provenLevel: number
  /** So much longer than the quickest a connect takes whose first SYN got no answer: it is said again after 1 s (RFC 6298 §2). */
  readonly slowConnect: number
  /** How long one more connection may take beside those that are held: at least one SYN is said again. */
  readonly crowdedConnect: number
  /** And then, once they have gone: 3 s and 7 s behind the first its SYN is said again. */
  readonly uncrowdedConnect: number
  /** After a line that would end a multi-line reply if its code were the first line's (RFC 959 §4.2). */
  readonly unclosedReply: number
}

/** How many silences of one kind are enough to know: what comes after them is not waited for as long. */
export interface Enough {
  /** Passive ports that did not answer. */
  readonly silentPorts: number
  /** Active ways that nobody came to: each costs a listener as well. */
  readonly unvisitedListeners: number
  /** Ways that ended by another deadline, encrypted and clear ones apart. */
  readonly timeouts: number
  /** Logins without a reply: each takes the whole deadline, and the table looks at every method anyway. */
  readonly silentLogins: number
}

export interface Limits {
  readonly deadlines: Deadlines
  readonly silentLooks: SilentLooks
  readonly enough: Enough
  /** Milliseconds before each next try where a server has too many sessions: it needs a moment to notice that one has gone. */
  readonly pausesWhenTurnedAway: readonly number[]
  /** Bytes of one reply, over all its lines. */
  readonly replyBytes: number
  /** Lines of one reply. */
  readonly replyLines: number
  /** A listing over this is not read to its end. */
  readonly dataBytes: number
  /** What is read of it then. */
  readonly dataBytesWhenCut: number
  /** Bytes kept of what a data connection brought. */
  readonly firstBytesKept: number
  /** Bytes kept of what came in clear behind a 234. */
  readonly bytesBehindKept: number
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
    replyAgain: 15_000,
    hello: 10_000,
    dataConnect: 5_000,
    afterSilences: 2_000,
    inCompany: 5_000,
    firstByte: 15_000,
    stall: 30_000,
    afterDeadDataPort: 1_000,
    close: 1_000,
    slow: 5_000,
    idle: 120_000,
    whole: 120_000,
  },
  silentLooks: {
    greeting: 1_000,
    preliminary: 1_000,
    withheldHello: 3_000,
    clearLevel: 3_000,
    defaultLevel: 250,
    protectedLevel: 120,
    provenLevel: 25,
    slowConnect: 900,
    crowdedConnect: 2_000,
    uncrowdedConnect: 6_000,
    unclosedReply: 500,
  },
  enough: { silentPorts: 3, unvisitedListeners: 2, timeouts: 3, silentLogins: 2 },
  pausesWhenTurnedAway: [250, 1_000, 2_000],
  replyBytes: 64 * 1024,
  replyLines: 1_000,
  dataBytes: 1024 * 1024,
  dataBytesWhenCut: 64 * 1024,
  firstBytesKept: 16,
  bytesBehindKept: 512,
  headBytes: 1_024,
  transcriptEventsPerConnection: 2_000,
  transcriptTextPerEvent: 4_096,
  chainLength: 16,
}

/** Bounds of a client's log that is read. */
export const logLimits = {
  /** Of a longer log its end is read: what broke stands there. */
  lines: 50_000,
  lineLength: 2_000,
  /** Errors whose words alone are matched, where nothing else speaks. */
  errors: 100,
} as const

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
