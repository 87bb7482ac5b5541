import type { Judgement } from '../../model/finding.js'
import type { Observation } from '../../model/observation.js'
import type { Seen, Values } from '../../model/seen.js'
import type { Span } from '../../model/transcript.js'
import { undetermined } from './judgement.js'

const reasonsInWords: Readonly<Record<string, string>> = {
  'needs-credentials': 'it takes a login, and no name and password were given',
  'needs-clear-login': 'it takes a login in clear, which was not allowed',
  'certificate-not-trusted': 'the certificate is not trusted, so nobody logged in',
  'login-budget': 'the number of logins that were allowed was used up',
  'login-refused': 'the login was refused',
  'time-budget': 'the time was used up',
  interrupted: 'the run was interrupted',
  'not-reachable': 'the server was not reached',
  'not-selected': 'it was not among what was asked for',
  'not-offered': 'the server does not offer it',
  'needs-working-cell': 'no way works that it could be tried on',
  'not-needed': 'nothing was seen that asks for it',
  'no-session-left': 'no session with a protected passive way that works was left for it',
  'needs-audit': 'it is done only with --audit',
  'session-limit': 'the server turned a further session away',
}

/** A reason word of ours as the end of a sentence; unknown words are shown as they are. */
export function reasonInWords(reason: string): string {
  return reasonsInWords[reason] ?? reason
}

/** The value of a probe that brought something home, else undefined. */
export function valueOf<Id extends keyof Values>(seen: Seen, probe: Id): Values[Id] | undefined {
  const observation = seen.of(probe)
  return observation.status === 'observed' ? observation.value : undefined
}

/** The connections that a probe looked at; none where it saw nothing. */
export function evidenceOfProbe(seen: Seen, probe: keyof Values): readonly Span[] {
  const observation = seen.of(probe)
  return observation.status === 'observed' ? observation.evidence : []
}

function whyNot(observation: Observation): string {
  switch (observation.status) {
    case 'untested':
      return `not looked at: ${reasonInWords(observation.reason)}`
    case 'undetermined':
      return observation.reason
    case 'broken':
      return `the look broke off at step ${observation.step} (${observation.failure})`
    case 'crashed':
      return 'the look itself crashed'
    case 'observed':
      return 'nothing was seen that tells'
  }
}

/** Judges what a probe observed; undetermined, with the reason, where it observed nothing. */
export function judgeObserved<Id extends keyof Values>(
  seen: Seen,
  probe: Id,
  judge: (value: Values[Id], evidence: readonly Span[]) => Judgement,
): Judgement {
  const observation = seen.of(probe)
  return observation.status === 'observed'
    ? judge(observation.value, observation.evidence)
    : undetermined(whyNot(observation))
}
