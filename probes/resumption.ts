import type { Probe, Tools } from '../src/engine/tools.js'
import type { Alert, CellStatus } from '../src/model/cell.js'
import type { DataCertificate } from '../src/model/data-certificate.js'
import { cellId, wayOf, type CellId, type Way } from '../src/model/matrix.js'
import { observed, untested } from '../src/model/observation.js'
import type { Reply } from '../src/model/reply.js'
import type { Failure, Step } from '../src/model/step.js'
import { hasFewPorts, roomOf } from './matrix/room.js'
import { isDisturbed, lookAtVersion, type LookedAt } from './resumption/look-at-version.js'
import { ownCommands, protectedWay } from './resumption/own-session.js'
import { resumesHere } from './resumption/own-runtime.js'

export const tlsVersions = ['TLSv1.2', 'TLSv1.3'] as const
export type TlsVersion = (typeof tlsVersions)[number]

/** One protected transfer, with the control connection's TLS session offered on the data connection, or without. */
export interface ResumptionLook {
  readonly offered: boolean
  /** Whether the server took what was offered; absent where the handshake did not come about. */
  readonly resumed?: boolean
  readonly status: CellStatus
  readonly step?: Step
  readonly failure?: Failure
  readonly reply?: Reply
  readonly alert?: Alert
  /** Where a full handshake on the data connection showed one, against that of the control connection. */
  readonly certificate?: 'as-control' | DataCertificate
}

/** One TLS version, pinned on both connections. */
export interface VersionLook {
  readonly version: TlsVersion
  /** The transfers in order, alternating; fewer where no more is to be proved, or no session was to be had (`reason`). */
  readonly looks: readonly ResumptionLook[]
  /** The handshake on the control connection did not come about at this version alone. */
  readonly notSpoken?: { readonly failure: Failure; readonly alert?: Alert }
  readonly reason?: string
  /** Whether this program resumes at this version with a server of its own: asked where no look resumed. */
  readonly resumesHere?: boolean
}

export interface Resumption {
  /** The protected way that all looks go. */
  readonly way: CellId
  readonly versions: readonly VersionLook[]
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly resumption: Resumption
  }
}

/** What a client meets that begins a new TLS session on each data connection (RFC 4217 §10.2, RFC 5077, RFC 8446 §2.2). */
export const probe: Probe<'resumption'> = {
  id: 'resumption',
  title: 'Transfers with the TLS session resumed, and without',
  references: ['RFC 4217 §10.2', 'RFC 5077', 'RFC 8446 §2.2'],
  needs: ['matrix'],
  atOnce: tlsVersions.length,
  plan: wishes => {
    const commands = ownCommands(wishes)
    const note = 'where no session resumes, this program asks itself on this machine whether it can'
    return commands && { connections: 2, dataConnections: 6, commands, note }
  },
  async observe(tools) {
    const way = protectedWay(tools)
    if (way === undefined) return untested(whyNot(tools))
    const versions: VersionLook[] = []
    const evidence = []
    for (const { look, spans } of await lookAtVersions(tools, way)) {
      evidence.push(...spans)
      const isOdd = look.looks.some(({ offered }) => offered) && !look.looks.some(resumedAndWorked)
      versions.push(isOdd ? { ...look, resumesHere: await resumesHere(tools.context, look.version) } : look)
    }
    const [first] = versions
    const nowhere = versions.every(({ looks }) => looks.length === 0)
    if (nowhere && first?.reason !== undefined) return untested(first.reason)
    return observed({ way: cellId(way), versions }, evidence)
  },
  stable: ({ versions }) =>
    versions.map(({ version, looks, notSpoken, reason }) => ({
      version,
      looks: looks.map(stableLook),
      notSpoken: notSpoken === undefined ? undefined : true,
      reason,
    })),
}

/** Side by side where the server has room for it; what our other session may have disturbed is looked at again alone. */
async function lookAtVersions(tools: Tools, way: Way): Promise<readonly LookedAt[]> {
  const alone = (version: TlsVersion): Promise<LookedAt> => lookAtVersion(tools, way, version)
  const hasRoom = roomOf(tools.seen) >= tlsVersions.length && !hasFewPorts(tools.seen)
  const inCompany = hasRoom ? await Promise.all(tlsVersions.map(alone)) : []
  const looked: LookedAt[] = []
  for (const [at, version] of tlsVersions.entries()) {
    const first = inCompany[at]
    looked.push(first === undefined || isDisturbed(first) ? await alone(version) : first)
  }
  return looked
}

function resumedAndWorked({ resumed, status }: ResumptionLook): boolean {
  return resumed === true && status === 'works'
}

function stableLook({ offered, resumed, status, step, reply, certificate }: ResumptionLook): string {
  const session = offered ? (resumed === true ? 'resumed' : 'offered') : 'without'
  const other = typeof certificate === 'object' ? 'another-certificate' : undefined
  return [session, status, step, reply?.code, other].filter(word => word !== undefined).join(' ')
}

/** Protected ways were not asked for, or none works. */
function whyNot({ wishes }: Tools): string {
  const isAsked = [...wishes.cells].map(wayOf).some(({ security, protection, dataMode }) => {
    const isTls = security !== 'none' && wishes.securities.includes(security)
    return isTls && protection === 'P' && wishes.dataModes.includes(dataMode)
  })
  return isAsked ? 'needs-working-cell' : 'not-selected'
}
