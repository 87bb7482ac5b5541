// Hellos that were built by hand, one a version, where our own TLS got no answer: which version a server has at all.
import type { Auth, RawHello } from '../../../probes/auth.js'
import type { Certainty, Judgement, Remedy } from '../../model/finding.js'
import type { Security } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import { upgradesOf, type NamedLook } from './auth-looks.js'
import { cellsStoppedAt } from './cells.js'
import { idsOf, joinEvidence } from './evidence.js'
import { whereTo } from './fill.js'
import { absent, found, undetermined } from './judgement.js'
import { judgeObserved } from './observed.js'
import { alertInWords, count, list, securityInWords, versionInWords } from './words.js'

type Version = RawHello['offers']

/** The oldest first. */
const versions: readonly Version[] = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']
const age = (version: Version): number => versions.indexOf(version)

/** The method that was asked by hand, with what that brought; no method came to TLS. */
function askedByHand(
  auth: Auth,
): { readonly named: NamedLook; readonly raw: readonly RawHello[] } | undefined {
  for (const named of upgradesOf(auth)) {
    const { raw } = named.look
    if (raw !== undefined && !named.look.established) return { named, raw }
  }
  return undefined
}

/** One is asked for all that got as far as a hello: it is the same server's TLS. */
function methodsIn(auth: Auth): readonly Security[] {
  return upgradesOf(auth)
    .filter(({ look }) => look.hellos.length > 0)
    .map(({ method }) => method)
}

/** The highest version that was chosen, whatever was offered. */
function bestOf(raw: readonly RawHello[]): Version | undefined {
  return raw.flatMap(({ version }) => version ?? []).sort((a, b) => age(b) - age(a))[0]
}

/** Nothing came back, and SSLv2 was not offered. Who answers in records, if only by an alert, knows SSLv3 at least. */
function mayBeSsl2(raw: readonly RawHello[]): boolean {
  const inVain = ['silence', 'fin', 'rst']
  return raw.every(({ offers, outcome }) => offers !== 'SSLv2' && inVain.includes(outcome))
}

export interface OldestQuestion {
  /** The best version that the server has. */
  readonly only: readonly Version[]
  readonly remedies?: readonly Remedy[]
}

/** Judges whether a server has nothing better than one of these versions. */
export function judgeOldest(seen: Seen, { only, remedies = [] }: OldestQuestion): Judgement {
  return judgeObserved(seen, 'auth', (auth, evidence) => {
    if (upgradesOf(auth).some(({ look }) => look.established)) return absent
    const asked = askedByHand(auth)
    if (asked === undefined) return undetermined('no hello of an older version was said')
    const { named, raw } = asked
    const best = bestOf(raw)
    if (only.includes('SSLv2') && mayBeSsl2(raw))
      return undetermined('an SSLv2 hello is said only with --audit')
    if (best !== undefined && only.every(version => age(version) > age(best)))
      return undetermined(`of newer versions than ${versionInWords(best)} none was answered at all`)
    if (best === undefined || !only.includes(best)) return absent
    const cells = cellsStoppedAt(seen, methodsIn(auth), ['handshake', 'greeting'])
    const certainty = certaintyOf(named, raw, best)
    return found({
      certainty,
      summary: summaryOf(named, raw, best),
      remedies,
      ...(certainty === 'certain'
        ? {}
        : { wouldProve: 'The same check again: the same versions answered, and no other.' }),
      fill: whereTo(
        seen,
        named.method === 'implicit' ? seen.target.ports.implicit : seen.target.ports.explicit,
      ),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}

/** The server itself chose the version, with better ones on offer; or it was so each time, and every better offer came to nothing twice. */
function certaintyOf({ look }: NamedLook, raw: readonly RawHello[], best: Version): Certainty {
  if (raw.some(({ offers, version }) => version === best && age(offers) > age(best))) return 'certain'
  const answered = raw.filter(({ version }) => version === best).length
  const inVain = raw.filter(({ offers }) => offers === 'TLSv1.2').length
  return answered > 1 && inVain > 1 && look.hellos.length > 3 ? 'certain' : 'likely'
}

function summaryOf({ method, look }: NamedLook, raw: readonly RawHello[], best: Version): string {
  const chosen = raw.filter(({ version, offers }) => version === best && age(offers) > age(best))
  const better = [...raw.filter(({ offers }) => age(offers) > age(best)), ...look.hellos.filter(isNewer)]
  const [answer] = raw.filter(({ version }) => version === best)
  const suite = answer?.suite === undefined ? '' : ` and ${answer.suite}`
  const met = list(better.map(outcomeInWords))
  const how =
    chosen.length > 0
      ? `with ${list(chosen.map(({ offers }) => versionInWords(offers)))} on offer it chooses that version${suite}`
      : `of ${count(better.length, 'hello')} that offer more each meets ${met}; one of ${versionInWords(best)} is answered${suite === '' ? '' : `, with ${answer?.suite ?? ''}`}`
  const lead =
    method === 'implicit'
      ? 'On the port of implicit TLS the server'
      : `Behind ${securityInWords(method)} the server`
  return `${lead} has no version above ${versionInWords(best)}: ${how}.`
}

/** Those of our own TLS offer TLS 1.2 at least. */
function isNewer({ outcome }: { readonly outcome: string }): boolean {
  return outcome !== 'done'
}

function outcomeInWords({ outcome, alert }: Pick<RawHello, 'alert'> & { readonly outcome: string }): string {
  if (alert !== undefined) return alertInWords(alert)
  return outcomes[outcome] ?? 'an answer in another version'
}

const outcomes: Readonly<Record<string, string>> = {
  silence: 'silence',
  fin: 'a close',
  rst: 'a reset',
  'clear-text': 'clear text',
  unreadable: 'bytes that are no TLS',
}
