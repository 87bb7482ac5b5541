import type { Cell } from '../../src/model/cell.js'
import { isPassive } from '../../src/model/matrix.js'
import type { Reply } from '../../src/model/reply.js'
import type { Failure, Step } from '../../src/model/step.js'
import { harmless } from '../sanitise.js'
import type { Tone } from './paint.js'
import { reasonWords } from './words.js'

/** What became of one way, in words short enough for a table. Ways with equal text fold into one. */
export interface Outcome {
  readonly text: string
  readonly tone: Tone
}

const replyLength = 100

export function outcomeOf(cell: Cell): Outcome {
  switch (cell.status) {
    case 'works':
      return { text: `works${wireWords[cell.wire ?? ''] ?? ''}`, tone: 'good' }
    case 'refused':
      return { text: refusal(cell), tone: cell.cause === null ? 'plain' : 'bad' }
    case 'fails':
      return { text: failure(cell), tone: cell.cause === null ? 'plain' : 'bad' }
    case 'untested':
      return { text: `not tried: ${reasonWords(cell.reason)}`, tone: 'quiet' }
    case 'undetermined':
      return { text: 'two looks disagree', tone: 'doubtful' }
  }
}

const wireWords: Readonly<Record<string, string | undefined>> = {
  tls: ', TLS',
  clear: ', in clear',
  none: ', empty',
  mixed: ', half in clear',
}

const refusedReasons: ReadonlyMap<string, string> = new Map([
  ['no-listener', 'connection refused'],
  ['greets-in-clear', 'greets in clear: no implicit TLS here'],
  ['waits-for-hello', 'waits for TLS: nothing in clear here'],
])

const refusedAt: Readonly<Partial<Record<Step, string>>> = {
  greeting: 'turned away',
  auth: 'AUTH refused',
  login: 'login refused',
  pbsz: 'PBSZ refused',
  prot: 'PROT refused',
}

function refusal({ security, protection, mode, step, reason, reply }: Cell): string {
  const known = refusedReasons.get(reason ?? '')
  if (known !== undefined) return known
  const levelStep = step === 'pbsz' || step === 'prot'
  if (levelStep && security !== 'none' && (protection === 'S' || protection === 'E'))
    return `not part of TLS, refused as they should be${codeOf(reply)}`
  if (levelStep && security === 'none') return `no PROT without TLS, as it should be${codeOf(reply)}`
  const what = step === 'mode' ? `${mode} refused` : ((step && refusedAt[step]) ?? 'refused')
  return reply === undefined ? what : `${what}: ${replyWords(reply)}`
}

const failureWords: Readonly<Record<Failure, string>> = {
  timeout: 'no answer',
  'connection-refused': 'connection refused',
  'connection-reset': 'connection reset',
  unreachable: 'unreachable',
  'not-through-proxy': 'not through the proxy',
  'early-end': 'hung up',
  'tls-alert': 'TLS alert',
  'tls-not-spoken': 'no TLS',
  'wrong-wire-form': 'not as the level says',
  'reply-malformed': 'unreadable reply',
  'negative-final': 'refused at the end',
  'peer-mismatch': 'came from elsewhere',
}

/** Where it failed, unless the column says it: a passive port, an active connection. */
const failedAt: Readonly<Partial<Record<Step, string>>> = {
  resolve: 'at the name',
  connect: 'at the port',
  greeting: 'to the connection',
  auth: 'to AUTH',
  handshake: 'to our TLS hello',
  verify: 'at the certificate',
  login: 'at the login',
  features: 'to FEAT',
  pbsz: 'to PBSZ',
  prot: 'to PROT',
  'data-handshake': 'to our TLS hello for data',
  transfer: 'during the data',
  final: 'after the data',
  close: 'at the close',
}

function failure(cell: Cell): string {
  const { step, failure, mode, reply, wire } = cell
  if (step === 'data-connect' && failure === 'timeout' && !isPassive(mode)) return 'nobody came'
  if (failure === 'wrong-wire-form') return wire === 'clear' ? 'sent in clear' : 'sent encrypted'
  if (failure === 'negative-final' && reply !== undefined) return `ends with ${replyWords(reply)}`
  const what = failure === undefined ? 'fails' : failureWords[failure]
  const isAnswer = failure === undefined || answers.includes(failure)
  const place =
    step === 'mode' ? `to ${mode}` : step === 'command' ? 'to the command' : step && failedAt[step]
  const said = reply === undefined ? '' : `: ${replyWords(reply)}`
  const where = isAnswer ? place : place?.replace(/^to /, 'after ')
  return `${what}${where === undefined ? '' : ` ${where}`}${said}`
}

/** What is an answer, or the want of one, to a command; all else comes after it. */
const answers: readonly Failure[] = ['timeout', 'reply-malformed']

function codeOf(reply: Reply | undefined): string {
  return reply?.code == null ? '' : `: ${reply.code}`
}

/** The reply as it stood on the wire, made harmless; its code is not said twice. */
export function replyWords({ code, text }: Reply, limit = replyLength): string {
  const words = harmless(text, limit)
  return code === null || words.startsWith(String(code)) ? words : `${code} ${words}`
}
