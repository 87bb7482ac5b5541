import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { isIpv6 } from '../model/addresses.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { isAlwaysRefused, reachedWays, useOf } from './support/set-up-ways.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const ways = reachedWays(seen, 'PASV', 'EPSV')
  const unreadable = ways.filter(cell => cell.step === 'mode' && cell.failure === 'reply-malformed')
  const onlyExtended = unreadable.every(cell => cell.mode === 'EPSV') && useOf(seen, 'PASV').taken.length > 0
  const [first] = unreadable
  if (first === undefined || onlyExtended) {
    const read = [...useOf(seen, 'PASV').taken, ...useOf(seen, 'EPSV').taken]
    return read.length > 0 ? absent : undetermined('no reply to PASV or EPSV was seen that names a port')
  }
  const noOther = first.mode === 'PASV' ? otherRefused(seen) : []
  const isOverIpv6 = isIpv6(seen.target.address) && unreadable.every(cell => cell.mode === 'PASV')
  return found({
    certainty: 'certain',
    // A 227 has no place for an IPv6 address (RFC 2428 §1).
    ...(isOverIpv6 ? ({ severity: 'info', owner: ['nobody'] } as const) : {}),
    summary: `The reply to ${first.mode} names no port that anybody could read: ${quoted(first.reply)}.${noOther.length === 0 ? '' : ` EPSV is refused with ${quoted(noOther[0]?.reply)}: no passive mode is left.`}`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    cells: idsOf([...unreadable, ...noOther]),
    evidence: evidenceOf(unreadable),
  })
}

/** Beside a 227 that nobody can read, an EPSV that is always refused leaves nothing: else it would be no trouble. */
function otherRefused(seen: Seen): readonly SeenCell[] {
  const use = useOf(seen, 'EPSV')
  return useOf(seen, 'PASV').taken.length === 0 && isAlwaysRefused(use) ? use.claimed : []
}

export const finding: Finding = {
  id: 'passive-reply-malformed',
  title: 'The reply to PASV or EPSV cannot be read',
  why: 'A client must read an address and a port out of the reply to PASV or EPSV, and this one cannot be read.',
  proof: 'A positive reply in which no reading finds a port; it is quoted.',
  phase: 'mode',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 959 §4.1.2', 'RFC 1123 §4.1.2.6', 'RFC 2428 §3'],
  symptoms: [
    { client: 'basic-ftp', text: "Can't parse response to 'PASV'" },
    { client: 'curl', text: "curl: (14) Couldn't interpret the 227-reply" },
    { client: 'Python ftplib', text: 'ftplib.error_proto: 227' },
  ],
  covers: ['pasv-parse-variants', 'epsv-malformed'],
  explains: [],
  remedies: [
    anyServerRemedy('Update the server.'),
    networkRemedy('If it is right on the server itself, a firewall rewrites it: take FTP inspection off.'),
    clientRemedy('curl', 'Use the other command', { config: '--disable-epsv' }),
    clientRemedy('lftp', 'Use the other command', { config: 'set ftp:prefer-epsv yes' }),
  ],
  judge,
}
