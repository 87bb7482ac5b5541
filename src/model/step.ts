import { literals } from './literals.js'

/** Where in the conversation something happened, in the order of the wire; shared by cells, findings and errors. */
export const steps = [
  'resolve',
  'connect',
  'greeting',
  'auth',
  'handshake',
  'verify',
  'login',
  'features',
  'pbsz',
  'prot',
  'mode',
  'data-connect',
  'command',
  'data-handshake',
  'transfer',
  'final',
  'close',
] as const
export type Step = (typeof steps)[number]
export const StepSchema = literals(steps)

/** Each step as a noun for people. */
export const stepWords: Readonly<Record<Step, string>> = {
  resolve: 'looking the name up',
  connect: 'connecting',
  greeting: 'the greeting',
  auth: 'AUTH',
  handshake: 'the TLS handshake',
  verify: 'checking the certificate',
  login: 'the login',
  features: 'FEAT',
  pbsz: 'PBSZ',
  prot: 'PROT',
  mode: 'setting up the data connection',
  'data-connect': 'the data connection',
  command: 'the transfer command',
  'data-handshake': 'the TLS handshake on the data connection',
  transfer: 'the data',
  final: 'the reply after the data',
  close: 'the close',
}

/** What kind of failure ended a look. A closed list, grown on purpose. */
export const failures = [
  'timeout',
  'connection-refused',
  'connection-reset',
  'unreachable',
  'not-through-proxy',
  'early-end',
  'tls-alert',
  'tls-not-spoken',
  'wrong-wire-form',
  'reply-malformed',
  'negative-final',
  'peer-mismatch',
] as const
export type Failure = (typeof failures)[number]
export const FailureSchema = literals(failures)

/** Negative when `a` comes before `b` on the wire. */
export function compareSteps(a: Step, b: Step): number {
  return steps.indexOf(a) - steps.indexOf(b)
}
