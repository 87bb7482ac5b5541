import type { Matrix } from '../../../probes/matrix.js'
import type { SeenCell } from '../../model/cell.js'
import type { Severity } from '../../model/finding.js'
import type { Seen } from '../../model/seen.js'
import { addressKind, isIpv6, sameNetwork } from '../../model/addresses.js'
import { valueOf } from './observed.js'
import { activeSetUps, cellsBehindSetUps } from './set-ups.js'
import { isAlwaysRefused, setUpWays, useOf, type ModeUse } from './set-up-ways.js'

/** What active mode came to, over all ways: the common ground of its findings. */
export interface ActiveUse {
  readonly port: ModeUse
  readonly eprt: ModeUse
  /** Every set-up command that this family of addresses has was refused. */
  readonly isRefused: boolean
  /** The refusals speak of the command itself, not of the address in it. */
  readonly isAboutCommand: boolean
  /** The refusals speak of the address. */
  readonly isAboutAddress: boolean
  /** Ways whose set-up was taken, or met silence, and nobody connected to us. */
  readonly silent: readonly SeenCell[]
  /** At least one of these set-ups was answered (pyftpdlib dials before it answers PORT). */
  readonly wasTaken: boolean
  /** The server ended the control connection where it was to come to us. */
  readonly hungUp: boolean
  /** Some active data connection was made. */
  readonly hasConnected: boolean
  readonly behindNat: boolean
  /** Nothing is likely to translate addresses between us and the server. */
  readonly isNear: boolean
  readonly own: string | undefined
}

const aboutCommand =
  /not (?:understood|implemented|recogni[sz]ed|supported|allowed|permitted)|unknown|unrecogni[sz]ed|disabled|denied|passive/i
const aboutAddress = /illegal|not yours|won't open|only to|address|foreign|bounce|\bhost\b|bad ip|security/i

export function activeUse(seen: Seen): ActiveUse {
  const matrix = valueOf(seen, 'matrix')
  const port = useOf(seen, 'PORT')
  const eprt = useOf(seen, 'EPRT')
  const refused = [...port.refused, ...eprt.refused]
  const texts = refused.map(({ reply }) => reply?.text ?? '')
  const own = matrix?.ownAddress
  const address = seen.target.address
  const portIsNone = isIpv6(address) || port.all.length === 0
  return {
    port,
    eprt,
    isRefused: isAlwaysRefused(eprt) && (portIsNone || isAlwaysRefused(port)),
    isAboutCommand: refused.every(
      ({ reply }, index) => reply?.code === 502 || aboutCommand.test(texts[index] ?? ''),
    ),
    isAboutAddress: texts.some(text => aboutAddress.test(text)),
    silent: matrix === undefined ? [] : silentCells(seen, matrix),
    wasTaken: (matrix?.setUps ?? []).some(
      ({ cell, connect, reply }) =>
        /PORT|EPRT/.test(cell) && connect === 'nobody-came' && reply !== undefined,
    ),
    hungUp: [...port.all, ...eprt.all].some(
      ({ step, failure }) =>
        (step === 'command' || step === 'data-connect') &&
        (failure === 'early-end' || failure === 'connection-reset'),
    ),
    hasConnected: matrix !== undefined && activeSetUps(matrix).some(({ connect }) => connect === 'open'),
    behindNat: addressKind(own) === 'private' && addressKind(address) === 'public',
    isNear:
      own !== undefined &&
      address !== null &&
      (sameNetwork(own, address) || (addressKind(own) === 'public' && addressKind(address) === 'public')),
    own,
  }
}

function silentCells(seen: Seen, matrix: Matrix): readonly SeenCell[] {
  const silent = activeSetUps(matrix).filter(({ connect }) => connect === 'nobody-came')
  return cellsBehindSetUps(seen, silent, ['data-connect', 'command', 'data-handshake', 'transfer', 'final'])
}

/** Nobody was let set up an active connection, or the look was not made. */
export function wasTried(use: ActiveUse): boolean {
  return use.port.all.length > 0 || use.eprt.all.length > 0
}

/** Info while passive data connections stand where active ones are tried (most people sit behind NAT), else error. */
export function activeSeverity(seen: Seen): Severity {
  const reached = setUpWays(seen, 'PASV', 'EPSV')
  const ids = new Set(reached.map(({ id }) => id))
  const setUps = valueOf(seen, 'matrix')?.setUps ?? []
  const stands =
    reached.some(cell => cell.status === 'works') ||
    setUps.some(({ cell, connect }) => connect === 'open' && ids.has(cell))
  return stands ? 'info' : 'error'
}
