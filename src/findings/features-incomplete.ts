import type { FeatureList, Features } from '../../probes/features.js'
import type { Finding, Judgement } from '../model/finding.js'
import { isNegative, isUnended, isUnknownCommand, replyClass } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, passed, refusedAt, tlsMethods } from './support/cells.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy } from './support/remedies.js'
import { list, quoted } from './support/words.js'

/** What RFC 4217 §6 wants in the list beside AUTH TLS. */
const owed = ['PBSZ', 'PROT'] as const
/** Commands that a client can look for there, and the way in which the table says them. */
const modes = ['EPSV', 'EPRT'] as const

function isWhole(features: FeatureList | undefined): features is FeatureList {
  return features !== undefined && replyClass(features.reply) === 2 && !isUnended(features.reply)
}

/** The verb of each line; parameters follow it. */
function verbsOf({ names }: FeatureList): readonly string[] {
  return names.map(name => name.split(/[\s;]/)[0] ?? '')
}

function omitted(seen: Seen, verbs: readonly string[]): readonly string[] {
  const isTaken = cellsOf(seen, { security: tlsMethods, protection: ['P'] }).some(cell =>
    passed(cell, 'prot'),
  )
  return isTaken ? owed.filter(verb => !verbs.includes(verb)) : []
}

/** Unknown in every way: a refusal for another reason is none of its existence. */
function invented(seen: Seen, verbs: readonly string[]): readonly string[] {
  return modes.filter(mode => {
    const cells = cellsOf(seen, { mode: [mode] })
    const refused = cells.filter(cell => refusedAt(cell, 'mode'))
    const isUnknown = refused.every(({ reply }) => reply !== undefined && isUnknownCommand(reply))
    return (
      verbs.includes(mode) && refused.length > 0 && isUnknown && !cells.some(cell => passed(cell, 'mode'))
    )
  })
}

/** The same command is refused before the login, and gives a list after it. */
function refusedFirst({ inClear, insideTls, afterLogin }: Features): FeatureList | undefined {
  if (!isWhole(afterLogin) || isWhole(insideTls)) return undefined
  return [inClear, insideTls].find(before => before !== undefined && isNegative(before.reply))
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'features', (features, evidence) => {
    const whole = [features.afterLogin, features.insideTls].find(isWhole)
    if (whole === undefined) return undetermined('FEAT gave no list inside TLS')
    const verbs = verbsOf(whole)
    const [less, more] = [omitted(seen, verbs), invented(seen, verbs)]
    const before = refusedFirst(features)
    if (less.length === 0 && more.length === 0 && before === undefined) return absent
    const sentences = [
      ...(less.length === 0 ? [] : [`FEAT does not name ${list(less)}, and the server takes it.`]),
      ...(more.length === 0 ? [] : [`FEAT names ${list(more)}, and the server does not know it.`]),
      ...(before === undefined
        ? []
        : [`FEAT is refused before the login (${quoted(before.reply)}), and gives a list after it.`]),
    ]
    // There a client meets it: it asks for the list to see whether there is TLS.
    const phase = before === undefined ? {} : { phase: 'auth' as const }
    return found({ certainty: 'certain', ...phase, summary: sentences.join(' '), cells: [], evidence })
  })
}

export const finding: Finding = {
  id: 'features-incomplete',
  title: 'The list of FEAT is not what the server does',
  why: 'Clients that look into FEAT before they use a command do without what stands there not, and fail with what stands there and is not known: they then transfer in clear, or not at all.',
  proof: 'The list inside TLS, beside what came of PBSZ, PROT, EPSV and EPRT on the same server.',
  phase: 'features',
  severity: 'info',
  owner: ['server-software'],
  references: ['RFC 2389 §3.2', 'RFC 4217 §6'],
  symptoms: [],
  covers: ['feat-lies-missing', 'feat-lies-present', 'feat-refused-before-login'],
  explains: [],
  remedies: [
    anyServerRemedy('Let FEAT name what the server takes, and nothing else; an update may.'),
    anyServerRemedy('Let FEAT be asked before the login, as RFC 2389 §3 has it.'),
  ],
  judge,
}
