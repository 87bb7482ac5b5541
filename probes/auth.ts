import type { Probe, Tools } from '../src/engine/tools.js'
import { authCommands } from '../src/engine/planned-commands.js'
import type { Alert, TlsFacts } from '../src/model/cell.js'
import { observed } from '../src/model/observation.js'
import type { Security } from '../src/model/matrix.js'
import type { Reply } from '../src/model/reply.js'
import { lookAtMethod, type MethodLook } from './auth/look-at-method.js'
import { clearCommands, lookInClear } from './auth/look-in-clear.js'
import { whichVersion } from './auth/which-version.js'
import type { Failure, Step } from '../src/model/step.js'
import type { Span } from '../src/model/transcript.js'
import type { HelloVersion } from '../src/tls/hello-versions.js'

/** One ClientHello and what became of it. Shapes: `usual` offers TLS 1.3 and 1.2 with the name; the others are tried when that one met silence, an end or an alert. */
export interface HelloLook {
  readonly shape: 'usual' | 'tls12' | 'tls12-no-name'
  readonly outcome: 'done' | 'silence' | 'alert' | 'clear-text' | 'fin' | 'rst' | 'error'
  readonly seconds: number
  readonly tls?: TlsFacts
  readonly alert?: Alert
  /** The server asked for our certificate: to be seen where TLS 1.2 came about. */
  readonly asksForCertificate?: true
  /** Clear text that came where TLS should begin, or behind an alert, made harmless, at most one line. */
  readonly clearText?: string
  readonly firstBytes?: string
}

/**
 * One ClientHello that was built by hand, on a connection of its own, and what answered it. `offers` is the highest version in it,
 * `version` the one that the server chose. Said only where hellos of our own TLS were not answered.
 */
export interface RawHello {
  readonly offers: HelloVersion
  readonly outcome: 'server-hello' | 'alert' | 'clear-text' | 'unreadable' | 'fin' | 'rst' | 'silence'
  readonly seconds: number
  readonly version?: HelloVersion
  readonly suite?: string
  readonly alert?: Alert
}

/** One way to TLS on the control connection: the reply to AUTH (absent on an implicit port) and the hellos. */
export interface AuthLook {
  readonly reply?: Reply
  /** Clear bytes that came behind 234 before any hello: the upgrade was stopped. */
  readonly bytesBehind?: string
  readonly hellos: readonly HelloLook[]
  /** Where one of TLS 1.2 alone was answered: TLS 1.3 and 1.2 in hellos of one size. Where none was: one of each version. */
  readonly raw?: readonly RawHello[]
  readonly established: boolean
}

/** How far one method came before login: `open` means that USER could be sent. Stands for all 20 ways of the method. */
export interface Entry {
  readonly status: 'open' | 'refused' | 'fails' | 'untested'
  readonly step?: Step
  readonly failure?: Failure
  readonly reply?: Reply
  readonly reason?: string
  readonly port: number | null
  readonly tls?: TlsFacts
  readonly alert?: Alert
  readonly evidence: readonly Span[]
}

export interface Auth {
  readonly tls?: AuthLook
  readonly ssl?: AuthLook
  readonly implicit?: AuthLook
  /** The reply to AUTH with a mechanism that does not exist: what a server says to any AUTH that it does not know. */
  readonly nonsense?: Reply
  /** The reply to FEAT before TLS and login, and the mechanisms that it names. */
  readonly features?: { readonly reply: Reply; readonly mechanisms: readonly string[] }
  /** Of these two, sent in clear, the one that got no reply, or none that ended, while the connection stood. */
  readonly unanswered?: 'FEAT' | 'AUTH'
  readonly entries: Readonly<Record<Security, Entry>>
}

/** The one that logins prefer comes last: its connection is left standing for them. */
const order = ['auth-ssl', 'implicit', 'auth-tls'] as const

declare module '../src/model/seen.js' {
  interface Values {
    readonly auth: Auth
  }
}

/** The four methods as far as they come before login: AUTH TLS and AUTH SSL (RFC 4217 §4), implicit TLS, and none. */
export const probe: Probe<'auth'> = {
  id: 'auth',
  title: 'AUTH, and the TLS handshake on the control connection',
  references: ['RFC 4217 §4', 'RFC 2228 §3', 'RFC 2389'],
  needs: ['greeting'],
  plan: ({ securities: wanted, audit }) => ({
    connections: wanted.length,
    commands: [
      ...(wanted.includes('none') ? clearCommands : []),
      ...authCommands(wanted),
      ...['FEAT', 'QUIT'],
    ],
    ...(audit ? { note: 'where no TLS hello is answered, an SSLv2 hello' } : {}),
  }),
  async observe(tools) {
    const clear = await lookInClear(tools)
    const looks = new Map<Security, MethodLook>([['none', clear.method]])
    for (const security of order) looks.set(security, await lookAtMethod(tools, security, clear))
    const rawEvidence = await lookByHand(tools, looks)
    if ([...looks.values()].some(isNowAndThen)) tools.notebook.isHelloSaidAgain = true
    const entries = Object.fromEntries(
      [...looks].map(([security, look]) => [security, look.entry]),
    ) as Record<Security, Entry>
    const auth = (security: Security): AuthLook | undefined => looks.get(security)?.auth
    const [tls, ssl, implicit] = [auth('auth-tls'), auth('auth-ssl'), auth('implicit')]
    return observed(
      {
        ...(tls === undefined ? {} : { tls }),
        ...(ssl === undefined ? {} : { ssl }),
        ...(implicit === undefined ? {} : { implicit }),
        ...(clear.nonsense === undefined ? {} : { nonsense: clear.nonsense }),
        ...(clear.features === undefined ? {} : { features: clear.features }),
        ...(clear.unanswered === undefined ? {} : { unanswered: clear.unanswered }),
        entries,
      },
      [...Object.values(entries).flatMap(({ evidence }) => evidence), ...rawEvidence],
    )
  },
  stable: ({ tls, ssl, implicit, nonsense, features, unanswered }) => ({
    tls: stableLook(tls),
    ssl: stableLook(ssl),
    implicit: stableLook(implicit),
    nonsense: nonsense?.code,
    mechanisms: features?.mechanisms,
    unanswered,
  }),
}

function stableLook(look: AuthLook | undefined): unknown {
  return (
    look && {
      code: look.reply?.code,
      hellos: look.hellos.map(({ shape, outcome }) => `${shape} ${outcome}`),
      raw: look.raw?.map(({ offers, outcome, version }) => [offers, outcome, version].join(' ').trim()),
    }
  )
}

/** Where no method came to TLS, one of those that got as far as a hello is asked by hand; its look gets what that brought. */
async function lookByHand(tools: Tools, looks: Map<Security, MethodLook>): Promise<readonly Span[]> {
  const known = [...looks.values()].flatMap(({ evidence }) => evidence ?? [])
  const unanswered = [...order].reverse().find(security => isUnanswered(looks.get(security)))
  if (unanswered === undefined || [...looks.values()].some(({ auth }) => auth?.established)) return known
  const method = looks.get(unanswered)
  const said = await whichVersion(tools, unanswered)
  if (method?.auth !== undefined && said.length > 0)
    looks.set(unanswered, { ...method, auth: { ...method.auth, raw: said.map(({ hello }) => hello) } })
  return [...known, ...said.flatMap(({ evidence }) => evidence)]
}

/** Several hellos were said, and no one of them was answered: neither by TLS, nor in clear, nor by a wish for our certificate. */
function isUnanswered(look: MethodLook | undefined): boolean {
  const hellos = look?.auth?.hellos ?? []
  const isAnswer = ({ outcome, asksForCertificate }: HelloLook): boolean =>
    ['done', 'clear-text'].includes(outcome) || asksForCertificate === true
  return hellos.length > 1 && !hellos.some(isAnswer)
}

/** The same hello was answered one time and not another. */
function isNowAndThen({ auth }: MethodLook): boolean {
  const usual = (auth?.hellos ?? []).filter(({ shape }) => shape === 'usual')
  return usual.some(({ outcome }) => outcome === 'done') && usual.some(({ outcome }) => outcome !== 'done')
}
