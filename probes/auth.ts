import type { Probe } from '../src/engine/tools.js'
import { authCommands } from '../src/engine/planned-commands.js'
import type { Alert, TlsFacts } from '../src/model/cell.js'
import { observed } from '../src/model/observation.js'
import type { Security } from '../src/model/matrix.js'
import type { Reply } from '../src/model/reply.js'
import { lookAtMethod, type MethodLook } from './auth/look-at-method.js'
import { clearCommands, lookInClear } from './auth/look-in-clear.js'
import type { Failure, Step } from '../src/model/step.js'
import type { Span } from '../src/model/transcript.js'

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

/** One way to TLS on the control connection: the reply to AUTH (absent on an implicit port) and the hellos. */
export interface AuthLook {
  readonly reply?: Reply
  /** Clear bytes that came behind 234 before any hello: the upgrade was stopped. */
  readonly bytesBehind?: string
  readonly hellos: readonly HelloLook[]
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
  /** Of these two, sent in clear, the one that got no reply while the connection stood. */
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
  plan: ({ securities: wanted }) => ({
    connections: wanted.length,
    commands: [
      ...(wanted.includes('none') ? clearCommands : []),
      ...authCommands(wanted),
      ...['FEAT', 'QUIT'],
    ],
  }),
  async observe(tools) {
    const clear = await lookInClear(tools)
    const looks = new Map<Security, MethodLook>([['none', clear.method]])
    for (const security of order) looks.set(security, await lookAtMethod(tools, security, clear))
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
      Object.values(entries).flatMap(({ evidence }) => evidence),
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
    look && { code: look.reply?.code, hellos: look.hellos.map(({ shape, outcome }) => `${shape} ${outcome}`) }
  )
}
