import type { Auth, AuthLook } from '../../probes/auth.js'
import type { Finding, Judgement } from '../model/finding.js'
import { isUnended, replyClass, type Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { isTaken } from './support/auth-looks.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'
import { list, quoted } from './support/words.js'

/** What FEAT says of one mechanism, beside what AUTH said to it. */
interface Named {
  readonly mechanism: 'TLS' | 'SSL'
  readonly isNamed: boolean
  readonly look: AuthLook | undefined
}

/** 4yz and 534 mean "not now" (RFC 2228 §5): the list may be right all the same. */
function isRefusedForGood(reply: Reply | undefined): boolean {
  return reply !== undefined && replyClass(reply) === 5 && reply.code !== 534
}

function isInvented({ isNamed, look }: Named): boolean {
  return isNamed && isRefusedForGood(look?.reply)
}

/** AUTH SSL is the name of a draft: it need not stand there (RFC 4217 §6 asks for AUTH TLS). */
function isOmitted({ mechanism, isNamed, look }: Named): boolean {
  return mechanism === 'TLS' && !isNamed && look !== undefined && isTaken(look) && look.established
}

function namedIn({ features, tls, ssl }: Auth): readonly Named[] {
  const names = features?.mechanisms ?? []
  return [
    { mechanism: 'TLS', isNamed: names.includes('TLS'), look: tls },
    { mechanism: 'SSL', isNamed: names.includes('SSL'), look: ssl },
  ]
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'auth', (auth, evidence) => {
    const feat = auth.features?.reply
    if (feat === undefined || replyClass(feat) !== 2 || isUnended(feat))
      return undetermined('FEAT was not answered with a list before TLS')
    if (auth.tls?.reply === undefined) return undetermined('AUTH TLS got no reply')
    const all = namedIn(auth)
    const [invented, omitted] = [all.filter(isInvented), all.filter(isOmitted)]
    const [first] = invented
    if (first === undefined && omitted.length === 0) return absent
    const summary =
      first === undefined
        ? 'AUTH TLS works, and FEAT does not name it: a client that looks there first may believe that there is no TLS.'
        : `FEAT names AUTH ${list(invented.map(({ mechanism }) => mechanism))}, and it is refused: ${quoted(first.look?.reply)}.`
    return found({
      certainty: 'certain',
      summary,
      cells: [],
      evidence,
    })
  })
}

export const finding: Finding = {
  id: 'feature-list-contradicts-auth',
  title: 'FEAT and AUTH contradict one another',
  why: 'FEAT is where a client can look for what a server does; curl, lftp and Python ftplib send AUTH without looking. Some servers leave AUTH TLS out of it though they take it, some name it though TLS is switched off, and firewalls that want to go on reading take it out of the list or refuse the command behind it.',
  proof: 'The list that FEAT gave before TLS, beside the reply to AUTH with the same mechanism.',
  phase: 'auth',
  severity: 'info',
  owner: ['server-software'],
  references: ['RFC 2389 §3', 'RFC 4217 §6'],
  symptoms: [{ client: 'curl', text: 'curl: (64) Requested SSL level failed' }],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy('Let FEAT name what AUTH takes, and nothing else; an update may.'),
    networkRemedy(
      'Look from a network without inspection of FTP: another list there = something between changes it.',
    ),
  ],
  judge,
}
