import type { SeenCell } from '../model/cell.js'
import type { Security } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { isIpv6 } from '../model/addresses.js'
import { wantsTls } from '../findings/support/login-replies.js'
import { isRefusedForProtection } from '../findings/support/protection.js'
import { isAskedSpecially, isOpen } from '../findings/support/ports.js'
import { valueOf } from '../findings/support/observed.js'

/**
 * Refusals that accuse nobody and need no cause (design 4.1): a server that wants TLS turns clear logins away, a
 * server with one kind of TLS has not the other, and S and E are no part of TLS.
 */
export function isExpected(seen: Seen, cell: SeenCell): boolean {
  if (isIpv4CommandOverIpv6(seen, cell)) return true
  if (cell.status === 'fails') return isSilentPortNobodyNeeds(seen, cell)
  if (cell.status !== 'refused') return false
  return (
    isClearRefusal(seen, cell) ||
    isLevelOutsideTls(seen, cell) ||
    isOtherKindOfTls(seen, cell) ||
    (cell.security !== 'none' && isRefusedForProtection(seen, cell))
  )
}

function isClearRefusal(seen: Seen, cell: SeenCell): boolean {
  if (cell.security !== 'none') return false
  if (cell.step === 'login')
    return valueOf(seen, 'login')?.security !== 'none' || (cell.reply !== undefined && wantsTls(cell.reply))
  return cell.protection !== 'default' && (cell.step === 'pbsz' || cell.step === 'prot')
}

/** Refused at PBSZ as well, where P works all the same: then PBSZ is not what they were refused for. */
function isLevelOutsideTls(seen: Seen, { security, protection, step }: SeenCell): boolean {
  if (protection !== 'S' && protection !== 'E') return false
  return step === 'prot' || (step === 'pbsz' && security !== 'none' && isPrivateTaken(seen, security))
}

function isPrivateTaken(seen: Seen, security: Security): boolean {
  return seen.cells.some(
    cell => cell.security === security && cell.protection === 'P' && cell.status === 'works',
  )
}

const beforeLogin = ['connect', 'greeting', 'auth', 'handshake'] as const

function stoppedBeforeLogin(cell: SeenCell): boolean {
  return beforeLogin.some(step => step === cell.step)
}

function isOtherKindOfTls(seen: Seen, cell: SeenCell): boolean {
  if (!stoppedBeforeLogin(cell) || isAskedSpecially(seen, cell.security)) return false
  if (isNoImplicitPort(seen, cell)) return true
  if (cell.security === 'auth-ssl' && cell.step === 'auth' && isOpen(seen, 'auth-tls')) return true
  return counterparts(cell.security).some(method => isOpen(seen, method))
}

/** Implicit TLS was only tried, and where FTP is spoken in clear its absence explains nothing, whatever else is broken there. */
function isNoImplicitPort(seen: Seen, cell: SeenCell): boolean {
  if (cell.security !== 'implicit' || valueOf(seen, 'greeting')?.explicit.service !== 'ftp') return false
  return cell.step === 'connect' || cell.reason === 'greets-in-clear'
}

function isSilentPortNobodyNeeds(seen: Seen, cell: SeenCell): boolean {
  if (cell.step !== 'connect' || isAskedSpecially(seen, cell.security)) return false
  if (isNoImplicitPort(seen, cell)) return true
  return counterparts(cell.security).some(method => isOpen(seen, method))
}

function counterparts(security: Security): readonly Security[] {
  return security === 'implicit' ? ['auth-tls', 'auth-ssl'] : ['implicit']
}

function isIpv4CommandOverIpv6(seen: Seen, cell: SeenCell): boolean {
  return isIpv6(seen.target.address) && cell.step === 'mode' && (cell.mode === 'PASV' || cell.mode === 'PORT')
}
