import type { X509Certificate } from 'node:crypto'
import type { Observation } from '../model/observation.js'
import type { CellId, DataMode, Security } from '../model/matrix.js'
import type { Planned } from '../model/plan.js'
import type { Reply } from '../model/reply.js'
import type { Seen, Values } from '../model/seen.js'
import type { Reference } from '../model/finding.js'
import type { Failure, Step } from '../model/step.js'
import type { Span } from '../model/transcript.js'
import type { HandshakeOutcome } from '../tls/handshake.js'
import type { Target } from '../model/target.js'
import type { Alert, SeenCell } from '../model/cell.js'
import type { SetUpFacts } from './data-set-up.js'
import type { ConnectionPlan } from './connection-plan.js'
import type { EngineContext } from './context.js'
import type { Hello } from './control-connection.js'
import type { Entered } from './enter.js'
import type { FtpSession, LoginFacts } from './ftp-session.js'

/** A look at the server: it sees and never judges. */
export interface Probe<Id extends keyof Values = keyof Values> {
  readonly id: Id
  readonly title: string
  readonly references: readonly Reference[]
  /** Probes that must have observed something first. */
  readonly needs: readonly (keyof Values)[]
  /** Probes that come first all the same, whatever they brought. */
  readonly after?: readonly (keyof Values)[]
  /** Connections that it may hold at one time; one where it does not say. It may look beside others that it does not wait for. */
  readonly atOnce?: number
  /** What it may send with these wishes, for `--plan`; undefined when nothing. The run must never go beyond it. */
  plan(wishes: Wishes): Planned | undefined
  observe(tools: Tools): Promise<Observation<Values[Id]>>
  /** The value without times, ports, names and fingerprints: for `expected/`, `compare` and `nearest`. A `names` in it is the product that the server says it is. */
  stable(value: Values[Id]): unknown
}

/** What the user wants and allows. */
export interface Wishes {
  readonly securities: readonly Security[]
  readonly dataModes: readonly DataMode[]
  /** A proxy connects in our place: nobody could come to us. */
  readonly throughProxy?: true
  /** The user wants no active mode, whatever else stands against it. */
  readonly passiveOnly?: true
  /** IPv4 or IPv6 alone was asked for. */
  readonly oneFamily?: true
  /** The ways that `--only` left; all 80 without it. */
  readonly cells: ReadonlySet<CellId>
  /** Somebody asked for the implicit port; else it is only tried. */
  readonly implicitAsked: boolean
  readonly login: 'asked' | 'no-credentials' | 'not-wanted'
  readonly clearLogin: boolean
  /** Lower-case hex: only this certificate is accepted. */
  readonly pin?: string
  /** Go on without trust. */
  readonly insecure: boolean
  readonly dialAdvertised: boolean
  /** What no client of today would do. */
  readonly audit: boolean
  readonly path?: string
  readonly file?: string
  readonly concurrency: number
}

/** What asking for a logged-in session brought. */
export type Opened =
  | { readonly is: 'open'; readonly session: FtpSession; readonly login: LoginFacts }
  /** The same credentials were let in before: a limit, not a wrong password. */
  | {
      readonly is: 'turned-away'
      readonly at: 'greeting' | 'login'
      readonly reply: Reply
      readonly evidence: readonly Span[]
    }
  | {
      readonly is: 'refused'
      readonly step: Step
      readonly reply: Reply
      readonly login?: LoginFacts
      readonly evidence: readonly Span[]
    }
  | {
      readonly is: 'fails'
      readonly step: Step
      readonly failure: Failure
      readonly reply?: Reply
      readonly alert?: Alert
      readonly evidence: readonly Span[]
    }
  | { readonly is: 'untested'; readonly reason: string }

/** Why there is none. */
export type NotOpened = Exclude<Opened, { is: 'open' }>

/** Logged-in sessions, within the login budget. The first one may be handed on from probe to probe. */
export interface Sessions {
  readonly logins: number
  /** Sessions that stand now. */
  readonly open: number
  /** The most that ever stood at one time. */
  readonly most: number
  login(security: Security, id: number, hello?: Hello): Promise<Opened>
  release(session: FtpSession): Promise<void>
  park(session: FtpSession): void
  unpark(): FtpSession | undefined
}

/** A set-up with the way that it served. */
export interface SetUp extends SetUpFacts {
  readonly cell: CellId
  /** The final or negative reply that came to the data command. */
  readonly afterwards?: Reply
  /** A 1yz came to it. */
  readonly preliminary?: boolean
  /** What NOOP met after a reply to PORT, or to the data command, that never came. */
  readonly noop?: 'answered' | 'silent'
  /** Sessions of ours that stood beside this one when it was asked for. */
  readonly beside?: number
  /** The conversation, where nothing came of the command. */
  readonly evidence?: readonly Span[]
  /** Where a deadline ended the look: the seconds that were waited, and whether it was cut shorter than usual. */
  readonly waited?: { readonly seconds: number; readonly hurried: boolean }
}

/** What became of a hello that offers TLS 1.2 alone, where one of TLS 1.3 was followed by an end. */
export interface OlderHello {
  readonly outcome: HandshakeOutcome['is'] | 'silence'
  readonly alert?: Alert
  /** What was said in clear where TLS should be, made harmless, at most one line. */
  readonly clearText?: string
  readonly asksForCertificate?: true
}

/** What probes hand on that is no observation: live things, and looks that count for a later table. */
export interface Notebook {
  /** The chain of a full handshake on a control connection, as sent: that of the method which logins prefer. */
  chain?: {
    readonly security: Security
    readonly certificates: readonly X509Certificate[]
    readonly problem?: string
    readonly trusted: boolean
    /** The connection whose handshake brought it. */
    readonly evidence: readonly Span[]
  }
  /** Connections that one probe leaves standing for the next, which takes them: a server may be slow to greet. */
  readonly left: {
    /** In clear, greeted, nothing sent yet. */
    greeted?: Extract<Entered, { is: 'open' }>
    /** Inside TLS, before USER. */
    secured?: Extract<Entered, { is: 'open' }> & { readonly security: Security }
  }
  /** FEAT inside TLS and before login, on the first connection that came so far (RFC 2389). */
  featuresInsideTls?: {
    readonly security: Security
    readonly reply: Reply
    readonly evidence: readonly Span[]
  }
  /** FEAT inside TLS was asked by one method, and the connection was silent or ended. */
  featuresBroke?: {
    readonly security: Security
    readonly failure: Failure
    readonly reply?: Reply
    readonly alert?: Alert
    readonly inTls12?: OlderHello
    readonly evidence: readonly Span[]
  }
  /** Methods whose usual hello is not answered, and what is said instead. */
  readonly shapes: Map<Security, (usual: Hello) => Hello>
  /** The same hello is answered now and then: one that is not is said again. */
  isHelloSaidAgain?: true
  /** Our address on the first connection that stood. */
  ownAddress?: string | undefined
  /** The quickest TCP handshake of a control connection. */
  quickestConnectMs: number
  /** The most control connections of ours that stood when one more was not answered at its first SYN. */
  slowBeside?: number
  /** Cells that are settled; what a run that was cut off still reports. */
  readonly cells: Map<CellId, SeenCell>
  /** Set-ups of the looks that are settled already. */
  readonly setUps: SetUp[]
  /** Passive ports that never answered, and active ways that nobody came to, while the control connection lived. */
  readonly silences: { passive: number; active: number }
  /** Transfers of one kind that a deadline ended. */
  readonly timeouts: Map<string, number>
  /** The data connection's order, learned once and kept for the run. */
  handshakeFirst: boolean
  /** The one transfer of the table with the hello before the command, which is no way of it; empty while it is made. */
  earlyHello?: { readonly cell?: SeenCell }
  /** The first active way was announced: once is enough. */
  activeAnnounced: boolean
  /** Levels (`auth-tls/P`) that have proved TLS on the data connection. */
  readonly proven: Set<string>
}

export interface Tools {
  readonly context: EngineContext
  readonly target: Target
  /** Whom to dial: the one address of the run, or the name where a proxy looks it up. Empty when there is none. */
  readonly address: string
  readonly wishes: Wishes
  readonly plan: ConnectionPlan
  readonly seen: Seen
  readonly sessions: Sessions
  readonly notebook: Notebook
  hello(): Hello
  /** A control connection without a login. */
  dial(security: Security, id: number, hello?: Hello): Promise<Entered>
  notice(text: string): void
  progress(doing: string): void
}
