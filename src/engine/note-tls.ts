import type { Alert } from '../model/cell.js'
import type { Failure } from '../model/step.js'
import type { HandshakeOutcome } from '../tls/handshake.js'
import type { Recorder } from './transcript.js'

const recordTypes: Readonly<Record<number, string>> = {
  20: 'change_cipher_spec',
  21: 'alert',
  22: 'handshake',
  23: 'application_data',
}

/** Counts what travels in records, and keeps alerts and handshake records as events (RFC 8446 §5.1). */
export function noteRecord(
  recorder: Recorder,
): (record: { readonly direction: 'in' | 'out'; readonly type: number; readonly length: number }) => void {
  return ({ direction, type, length }) => {
    recorder.count(direction, length + 5)
    if (type !== 23)
      recorder.note('record', { text: `${direction} ${recordTypes[type] ?? `type ${type}`} ${length}` })
  }
}

/** Writes the outcome of a handshake into the transcript, in words. */
export function noteHandshake(recorder: Recorder, outcome: HandshakeOutcome): void {
  if (outcome.is === 'done') {
    const { version, cipher } = outcome.link.facts
    recorder.note('tls', { text: `${version} ${cipher}${outcome.link.resumed ? ' resumed' : ''}` })
  } else if (outcome.is === 'clear-text') {
    recorder.note('receive', { bytes: outcome.bytes })
  } else if (outcome.is === 'fin' || outcome.is === 'rst') {
    recorder.note(outcome.is, { text: 'during the TLS handshake' })
  } else if (outcome.is === 'silence') {
    recorder.note('deadline', { text: 'no answer to the ClientHello' })
  } else {
    recorder.note('tls', { text: handshakeText(outcome) })
    if (outcome.is === 'alert' && outcome.clearText) recorder.note('receive', { bytes: outcome.clearText })
  }
}

/** One line about a handshake that did not come about. */
export function handshakeText(outcome: HandshakeOutcome): string {
  switch (outcome.is) {
    case 'alert':
      return `alert ${outcome.description} ${outcome.name}`
    case 'error':
      return `${outcome.code}: ${outcome.message}`
    default:
      return outcome.is
  }
}

/** The alert that an outcome brought, ready to be spread into an object. */
export function alertOf(outcome: HandshakeOutcome | undefined): { readonly alert?: Alert } {
  return outcome?.is === 'alert' ? { alert: { description: outcome.description, name: outcome.name } } : {}
}

/** The failure that a handshake's outcome stands for in cells and errors. */
export function handshakeFailure(outcome: HandshakeOutcome): Failure {
  switch (outcome.is) {
    case 'alert':
    case 'error':
    case 'done':
      return 'tls-alert'
    case 'clear-text':
      return 'tls-not-spoken'
    case 'fin':
      return 'early-end'
    case 'rst':
      return 'connection-reset'
    default:
      return 'timeout'
  }
}
