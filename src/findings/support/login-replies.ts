import type { Login } from '../../../probes/login.js'
import type { SeenCell } from '../../model/cell.js'
import { isNegative, type Reply } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { isBad } from './cells.js'

/** The reply that ended the login, with its command; undefined where none was negative. */
export function refusalOf(login: Login): Login['replies'][number] | undefined {
  return login.replies.find(({ reply }) => isNegative(reply))
}

/** The ways that a refused first login stopped: where USER is refused, each method hears it for itself. */
export function cellsWithoutLogin(seen: Seen, login: Login): readonly SeenCell[] {
  const last = login.replies.at(-1)?.reply
  const isAlike = ({ security, reply }: SeenCell): boolean =>
    security === login.security ||
    (last !== undefined && reply?.code === last.code && !(security === 'none' && wantsTls(reply)))
  return seen.cells.filter(
    cell => cell.reason === 'login-refused' || (isBad(cell) && cell.step === 'login' && isAlike(cell)),
  )
}

/** A login in clear that is turned away for want of TLS (RFC 4217 §12): in words, or as IIS and AWS say it, 534. */
export function wantsTls({ code, text }: Reply): boolean {
  return code === 534 || /encrypt|TLS|SSL|AUTH\b|secur|clear-?text/i.test(text)
}

/** No password would help: nobody but `anonymous` has a login here. */
export function isAnonymousOnly({ text }: Reply): boolean {
  return /anonymous.{0,20}only|only.{0,20}anonymous/i.test(text)
}

/** Words of a refusal that comes after the right password: the account's folder is at fault (vsftpd, IIS, ProFTPD). */
export function namesTheHome(reply: Reply): boolean {
  return /home|chroot|root (?:inside|director)|writable root|change (?:the )?(?:root|directory|to directory)|chdir/i.test(
    [reply.text, ...reply.lines].join(' '),
  )
}

/** A login that was taken, into another folder than the account's: BSD's ftpd and all that came of it (netkit, inetutils, AIX). */
const elsewhere = /logging in with home\s*=/i
const missingHome =
  /home directory (?:does(?: not|n't) exist|(?:is |was )?(?:not found|missing|inaccessible|unavailable))/i

/** The line of a positive reply that names a missing home, and whether it also says where the login went instead. */
export function homeMissedIn({
  text,
  lines,
}: Reply): { readonly line: string; readonly isPlain: boolean } | undefined {
  const all = [...lines, text]
  const plain = all.find(line => elsewhere.test(line))
  const line = plain ?? all.find(one => missingHome.test(one))
  return line === undefined ? undefined : { line, isPlain: plain !== undefined }
}

const classes: readonly (readonly [RegExp, string])[] = [
  [/anonymous.{0,20}only|only.{0,20}anonymous/i, 'Only anonymous logins are taken.'],
  [/encrypt|TLS|SSL|secur/i, 'It speaks of encryption.'],
  [/anonymous/i, 'It speaks of anonymous logins.'],
]

/** What the words of a refusal hint at; a 530 has at least five meanings. */
export function hintOf(reply: Reply): string {
  const hint = classes.find(([pattern]) => pattern.test(reply.text))?.[1]
  // RFC 959 §5.4: 421 ends the service, whatever was asked; too slow a login gets it too.
  const closing = 'It ends the connection, which need not be about name and password.'
  const usual = reply.code === 421 ? closing : undeclared
  return hint ?? usual
}

const undeclared =
  'Name or password are wrong, or the account may not use FTP: the reply does not tell which.'
