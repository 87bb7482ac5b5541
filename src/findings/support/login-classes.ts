import type { Owner, Remedy } from '../../model/finding.js'
import type { Reply } from '../../model/reply.js'
import { anyServerRemedy, clientRemedy } from './remedies.js'

/** What the words of a refused login most likely mean, where they say more than that it is refused. */
export interface LoginClass {
  readonly sentence: string
  readonly wouldProve: string
  readonly owner: readonly Owner[]
  /** These fit it; what is advised for a wrong name or password does not. */
  readonly remedies: readonly Remedy[]
}

interface Worded extends LoginClass {
  readonly isSaid: (words: string) => boolean
}

/** Two things named within a few words of each other, in either order. */
function near(one: RegExp, other: RegExp): (words: string) => boolean {
  const [a, b] = [one.source, other.source]
  const pattern = new RegExp(`(?:${a}).{0,40}(?:${b})|(?:${b}).{0,40}(?:${a})`, 'i')
  return words => pattern.test(words)
}

function oneOf(...patterns: readonly RegExp[]): (words: string) => boolean {
  return words => patterns.some(pattern => pattern.test(words))
}

const countsTries = oneOf(
  /too many (?:[\w-]+ ){0,4}(?:attempts|failures|tries|errors)\b/i,
  /(?:max\w*|exceed\w*|limit)\b.{0,40}\b(?:attempts|failures|retries|tries)\b/i,
  /\b(?:attempts|failures|retries|tries)\b.{0,30}\b(?:exceeded|limit|maximum)\b/i,
  /\btoo many (?:[\w-]+ )?(?:failed|invalid|bad|wrong|unsuccessful|incorrect)\b/i,
)

const triesTooOften: Worded = {
  // How many are left is no word of having none.
  isSaid: words => countsTries(words) && !/\b(?:left|remain(?:s|ing)?)\b/i.test(words),
  sentence:
    'The words count failed logins: most likely account or address are shut out for a while, and this password was not even looked at.',
  wouldProve: "The server's list of blocked accounts and addresses.",
  owner: ['client', 'server-configuration'],
  remedies: [
    clientRemedy('any', 'Wait, and do not try again before: each try may prolong it.'),
    clientRemedy('any', 'Find what else here logs in as this account with an old password: a job, a phone.'),
    anyServerRemedy('Take account and address off the list of those who are shut out.'),
  ],
}

const place =
  /\bfrom\b.{0,30}\b(?:ip|address|host|hostname|network|location|country|computer|machine)\b|\b(?:your|client|remote|source|this) (?:internet |network |ip |host )?(?:address|host|hostname|network|location|country)\b|\bip(?: |-)?(?:address)?\b|\bfrom \d{1,3}(?:\.\d{1,3}){3}\b/
const turnedAway =
  /\b(?:not|isn't|never|cannot) (?:\w+ ){0,2}(?:allowed|permitted|authori[sz]ed|accepted|listed|trusted|whitelisted|valid)\b|\bun(?:authori[sz]ed|trusted)\b|\b(?:access|login|logins|connections?) (?:is |are )?(?:denied|refused|rejected|forbidden)\b|\b(?:denied|refused|rejected|forbidden|disallowed|restricted|blocked|banned|black-?listed|deny|may not|can't|cannot|no access)\b/

const speaksOfPlace = near(place, turnedAway)

const otherAddress: Worded = {
  isSaid: words => speaksOfPlace(words) && !/\b(?:been|is|are|was) (?:logged|recorded)\b/i.test(words),
  sentence:
    'The words speak of the address that this login comes from: most likely it is not among those that are let in, or it is shut out, and name and password may be right.',
  wouldProve: 'The same login from an address that is known to be let in.',
  owner: ['server-configuration', 'network'],
  remedies: [
    clientRemedy(
      'any',
      'Log in from the machine or network that was agreed upon; a VPN, a proxy or a new line at home changes the address.',
    ),
    anyServerRemedy(
      'Let the address in that the server sees for this client (its log has it), for this account and for the whole server.',
    ),
  ],
}

const who = /\b(?:users?|connections?|clients?|sessions?|log-?ins?|logons?|hosts?)\b/
const fullUp = /\blimits?\b|\blimited to \d|\bmax(?:imum)?\b|\bno more\b|\baccept (?:any )?more\b/
const isLimited = near(who, fullUp)
const isCounted = (words: string): boolean =>
  isLimited(words) || /\b(?:connections?|sessions?|log-?ins?) (?:\w+ ){0,2}exceeded\b/i.test(words)
const isCrowded = oneOf(
  /too many (?:[\w-]+ ){0,4}(?:users?|connections?|clients?|sessions?|log-?ins?|logons?|hosts?)\b/i,
  /\b(?:simultaneous|concurrent)(?:ly)?\b/i,
  /\balready (?:logged|connected|signed)\b/i,
)
/** Limits of other things than sessions. */
const otherMeasure =
  /\b(?:attempts?|tries|timed?[- ]?(?:out|limit|exceeded)|idle|length|characters|quota|size|days)\b/i

const sessionsOfOthers: Worded = {
  isSaid: words => isCrowded(words) || (!otherMeasure.test(words) && isCounted(words)),
  sentence:
    'The words speak of a limit of sessions. This was our first and only one: most likely others with this account, or everybody together, fill it.',
  wouldProve: "The server's list of sessions, or the same login when the others have ended.",
  owner: ['server-configuration', 'client'],
  remedies: [
    clientRemedy(
      'any',
      'Close other clients and jobs with this account; sessions that they left behind count until the server ends them.',
    ),
    anyServerRemedy('End sessions that nobody uses, and let idle ones end sooner.'),
    anyServerRemedy(
      'Allow more sessions: ftps-doctor explain session-limit-reached has the lines of each product.',
    ),
  ],
}

const runOut = /\bexpir(?:ed|es|y|ation)\b|\b(?:run|ran) out\b/

const passwordExpired: Worded = {
  isSaid: oneOf(
    /\b(?:password|passphrase|credentials?)\b.{0,40}\b(?:expir(?:ed|es|y|ation)|(?:run|ran) out)\b/i,
    /\bexpired (?:password|passphrase|credentials?)\b/i,
    /\b(?:must|need to|have to|please|required to|should)\b.{0,30}\b(?:change|renew|reset|update)\b.{0,20}\b(?:password|passphrase)\b/i,
    /\bpassword\b.{0,20}\b(?:must be|needs to be|has to be|to be|change) (?:changed|renewed|reset|required)\b/i,
  ),
  sentence: 'The words say that the password has run out: most likely it was the right one.',
  wouldProve: 'The date of the password on the server, or the same login with a new one.',
  owner: ['client', 'server-configuration'],
  remedies: [
    clientRemedy(
      'any',
      'Set a new password where the server has a place for that (a web page, a login by SSH): FTP has no command for it.',
    ),
    anyServerRemedy('Give the account a new password.'),
    anyServerRemedy('Accounts of Linux: look at its dates; -M sets for how many days a password is good', {
      config: 'chage -l USER',
    }),
  ],
}

const accountExpired: Worded = {
  isSaid: near(/\b(?:account|user|log-?in|logon|subscription)\b/, runOut),
  sentence: 'The words say that the account has run out: most likely name and password are right.',
  wouldProve: 'The date at which the account ends, on the server.',
  owner: ['server-configuration'],
  remedies: [
    anyServerRemedy('Prolong the account.'),
    anyServerRemedy('Accounts of Linux: look at its dates; chage -E sets the day on which it ends', {
      config: 'chage -l USER',
    }),
  ],
}

const accountOff: Worded = {
  isSaid: near(
    /\b(?:account|user|log-?ins?|logons?)\b/,
    /\b(?:lock(?:ed)?(?: out)?|disabled|suspended|deactivated|inactive|not active|revoked|frozen|blocked|banned)\b/,
  ),
  sentence: 'The words say that the account is locked or switched off: name and password may be right.',
  wouldProve: 'The state of the account on the server.',
  owner: ['server-configuration', 'client'],
  remedies: [
    clientRemedy('any', 'Do not try again before the account is open: each try may lock it for longer.'),
    anyServerRemedy('Unlock the account, or switch it on.'),
  ],
}

/** What is more special comes first: a limit of failed logins is none of sessions, and an address is banned for many of them. */
const classes: readonly Worded[] = [
  triesTooOften,
  sessionsOfOthers,
  otherAddress,
  passwordExpired,
  accountExpired,
  accountOff,
]

/** A wrong name or password is named as well: what else is named is one of several guesses. */
const namesThem =
  /\b(?:invalid|incorrect|wrong|bad|unknown)\b.{0,20}\b(?:user|user ?name|name|password|credentials?)\b|\b(?:user|user ?name|password|credentials?)\b.{0,12}\b(?:invalid|incorrect|wrong|bad|unknown)\b/i

/** Of all lines of the reply; undefined where they say no more than that it is refused. */
export function loginClassOf({ text, lines }: Reply): LoginClass | undefined {
  const words = [text, ...lines].join(' ')
  const told = classes.find(({ isSaid }) => isSaid(words))
  return told !== triesTooOften && namesThem.test(words) ? undefined : told
}
