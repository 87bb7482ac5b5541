import type { AfterRefusal } from '../../probes/after-refusal.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved, valueOf } from './support/observed.js'
import { itWasTheProxy } from './support/proxy.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

const ends: Readonly<Record<string, string>> = {
  timeout: 'is not answered any more',
  'connection-refused': 'is refused by the port',
  unreachable: 'is said to reach nobody',
  'early-end': 'is closed without a word',
  'connection-reset': 'is reset without a word',
}

function judge(seen: Seen): Judgement {
  if (valueOf(seen, 'login')?.accepted === true) return absent
  return judgeObserved(seen, 'after-refusal', (after, evidence) => {
    if (after.greeted) return absent
    // TLS and what comes behind it are no matter of a ban.
    if (after.step !== 'connect' && after.step !== 'greeting')
      return undetermined(`the look behind the refused login ended at another step (${after.step ?? 'none'})`)
    if (after.failure === 'not-through-proxy') return undetermined(itWasTheProxy)
    return found({
      certainty: 'likely',
      owner: after.reply === undefined ? ['server-configuration', 'network'] : ['server-configuration'],
      summary: `Before the login was refused this port greeted us; a connection behind it ${met(after)}. Too many failed logins from this address, earlier ones included, seem to have banned it: the right password would not get in now either.`,
      ...(after.reply === undefined ? {} : { quote: said(after.reply) }),
      wouldProve:
        'Try at once from another address, and later from this one: greeted there, and here once time has passed = a ban for this address; nowhere = the server itself went down.',
      cells: [],
      evidence,
    })
  })
}

function met({ reply, failure }: AfterRefusal): string {
  return reply === undefined ? (ends[failure ?? ''] ?? 'does not come about') : `is told ${quoted(reply)}`
}

export const finding: Finding = {
  id: 'banned-after-failures',
  title: 'After a failed login the server does not let this address in any more',
  why: 'The server, or a program that reads its log (fail2ban), shuts out an address after some failed logins, for minutes or for ever. All clients behind that address are shut out together, with the right password too.',
  proof:
    'The port greeted us, the login was refused, and a connection behind it was not greeted. No password is tried on purpose: only where your own was refused is there one look behind it.',
  phase: 'greeting',
  severity: 'warning',
  owner: ['server-configuration'],
  references: ['RFC 959 §5.4', 'RFC 2577 §5'],
  symptoms: [
    { client: 'any', text: '(as where nothing listens: refused, or no answer, behind a login that failed)' },
  ],
  covers: ['banned-source-address'],
  explains: [],
  remedies: [
    anyServerRemedy('Take this address out of the ban, and let the ban end by itself after some minutes.'),
    anyServerRemedy('Where fail2ban does it, name the jail and the address', {
      config: 'fail2ban-client set vsftpd unbanip ADDRESS',
    }),
    anyServerRemedy('Where mod_ban of ProFTPD does it, lift the ban', {
      config: 'ftpdctl permit host ADDRESS',
    }),
    clientRemedy('any', 'Correct the name and password first; wait until the ban has ended, then try once.'),
  ],
  judge,
}
