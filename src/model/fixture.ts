import { Type, type Static } from '@sinclair/typebox'
import { literals } from './literals.js'
import { SecuritySchema } from './matrix.js'
import { verdictStatuses } from './report.js'

export const fixtureSchemaId = 'ftps-doctor/fixture/1'

/** Ways as `auth-tls/C,P/*`; what is not known yet at a step (the mode, at PROT) is not compared. */
const PatternsSchema = Type.Array(Type.String(), { minItems: 1 })
const LinesSchema = Type.Array(Type.String(), { minItems: 1 })

/**
 * What is said to one command in one state; the first entry that fits speaks. A negative reply is said instead of doing what was
 * asked, a positive one is what doing it brings, and `fails` the words where it comes to nothing. Without either the connection is
 * silent from there on. What needs a login is met behind it alone, unless `when` says otherwise.
 */
const SaidSchema = Type.Object(
  {
    /** `greeting`, or a verb, with its argument where that decides: `AUTH TLS`, `PROT C`, `USER {user}`; `*`: any command, last of all. */
    to: Type.String(),
    in: Type.Optional(PatternsSchema),
    when: Type.Optional(literals(['clear', 'tls', 'logged-in'] as const)),
    /** Whole lines with their codes; `{user}`, `{password}`, `{host}`, `{host-port}`, `{port}` and `{argument}` stand for what holds here. */
    reply: Type.Optional(LinesSchema),
    fails: Type.Optional(LinesSchema),
    /** The connection ends behind it. */
    closes: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
)
export type Said = Static<typeof SaidSchema>

/** What follows a 234, or comes first on the implicit port, instead of a handshake or behind it. */
const tlsFates = [
  'silent',
  'alert',
  'closed',
  'reset',
  'clear-text',
  'clear-behind',
  'swallowed',
  'cut-off',
] as const
const TlsFateSchema = Type.Object(
  {
    in: Type.Array(SecuritySchema, { minItems: 1 }),
    /** `clear-behind`: the text comes in one write with the 234; `swallowed` and `cut-off`: the handshake is done, and what is said inside is not heard, or ends the connection. */
    is: literals(tlsFates),
    /** Of an alert its number (RFC 8446 §6). */
    alert: Type.Optional(Type.Integer({ minimum: 0, maximum: 127 })),
    text: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type TlsFate = Static<typeof TlsFateSchema>

const stops = ['command', 'data-connect', 'data-handshake', 'data', 'final'] as const

/** One way of transferring data. */
const DataSchema = Type.Object(
  {
    in: PatternsSchema,
    wire: Type.Optional(literals(['tls', 'clear'] as const)),
    /** When the preliminary reply comes; before all else when not given. */
    preliminary: Type.Optional(literals(['after-handshake', 'never'] as const)),
    /** The words of the preliminary reply, and of the last one. */
    begins: Type.Optional(LinesSchema),
    final: Type.Optional(LinesSchema),
    /** Silent from there on; a final reply comes all the same where there is one. */
    stops: Type.Optional(literals(stops)),
    /** The data connection is not made, or ends there, and the final reply is said. */
    breaks: Type.Optional(literals(['before-connect', 'before-tls', 'at-hello'] as const)),
    /** How much of the data comes; all of it when not given. */
    brings: Type.Optional(literals(['nothing', 'a-part'] as const)),
    /** TLS ends without close_notify. */
    bare: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
)
export type DataWay = Static<typeof DataSchema>

const PortSchema = literals(['open', 'absent', 'refused', 'filtered'] as const)

/** Who signed the certificate, when it holds, for whom it is. */
const CertificateSchema = Type.Object(
  {
    signedBy: literals(['authority', 'itself', 'nobody-known'] as const),
    dates: literals(['good', 'over', 'to-come'] as const),
    names: literals(['right', 'other'] as const),
  },
  { additionalProperties: false },
)
export type CertificateLook = Static<typeof CertificateSchema>

/** How much there is of it: sessions at one time, connections in all, passive ports; and what who comes too late is told. */
const LimitsSchema = Type.Object(
  {
    sessions: Type.Optional(
      Type.Object(
        {
          atMost: Type.Integer({ minimum: 1 }),
          refusedAt: literals(['greeting', 'pass'] as const),
          reply: LinesSchema,
        },
        { additionalProperties: false },
      ),
    ),
    connections: Type.Optional(
      Type.Object(
        { atMost: Type.Integer({ minimum: 1 }), reply: Type.Optional(LinesSchema) },
        { additionalProperties: false },
      ),
    ),
    passivePorts: Type.Optional(
      Type.Object(
        { ports: Type.Integer({ minimum: 1 }), reply: LinesSchema },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

/** What a check of it is to come to: what the recording holds. */
const ExpectedSchema = Type.Object(
  {
    verdict: literals(verdictStatuses),
    findings: Type.Array(Type.String()),
    /** Status, step, failure, code and reason to the ways that end so. */
    ways: Type.Record(Type.String(), Type.Array(Type.String())),
  },
  { additionalProperties: false },
)

/** A server made from a recording, as its file holds it: what it says, how it does TLS, how data goes. No secret, no name. */
export const FixtureSchema = Type.Object(
  {
    schema: Type.Literal(fixtureSchemaId),
    story: Type.String(),
    /** What of the recording this server cannot do, a sentence each. */
    unlike: Type.Array(Type.String()),
    ports: Type.Object({ explicit: PortSchema, implicit: PortSchema }, { additionalProperties: false }),
    /** How the recording was made, where that decides how far it went. */
    look: Type.Object(
      { clearLogin: Type.Boolean(), trustAll: Type.Boolean(), overIPv6: Type.Boolean() },
      { additionalProperties: false },
    ),
    certificate: Type.Optional(CertificateSchema),
    tls: Type.Array(TlsFateSchema),
    /** The newest version that it speaks, where that is not 1.3; the oldest, where that is not 1.2. */
    newest: Type.Optional(Type.Literal('TLSv1.2')),
    oldest: Type.Optional(Type.Literal('TLSv1.3')),
    says: Type.Array(SaidSchema),
    data: Type.Array(DataSchema),
    /** Data connections must resume a TLS session: any of this server, or one of the same login. */
    resumption: Type.Optional(
      Type.Object(
        {
          boundTo: literals(['server', 'login'] as const),
          reply: LinesSchema,
          ends: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
    ),
    /** Sessions of these versions are not resumed on data connections, though they are offered or never given. */
    forgets: Type.Optional(Type.Array(literals(['TLSv1.2', 'TLSv1.3'] as const), { minItems: 1 })),
    /** The addresses that 227 replies name in turn; its own when not given. */
    names: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    passivePorts: Type.Optional(literals(['refused', 'filtered'] as const)),
    /** Passive data connections on which TLS begins before the command are reset. */
    resetsEarlyHello: Type.Optional(Type.Literal(true)),
    limits: Type.Optional(LimitsSchema),
    expected: ExpectedSchema,
  },
  { additionalProperties: false, title: 'ftps-doctor fixture' },
)
export type Fixture = Static<typeof FixtureSchema>
