import type { Socket } from 'node:net'
import type { Failure, Step } from '../model/step.js'
import type { Arrival } from './await-peer.js'
import type { ControlConnection } from './control-connection.js'
import { isExpectedPeer, type SetUpFacts } from './data-set-up.js'
import type { Recorder } from './transcript.js'
import type { TransferReplies } from './transfer-replies.js'

/** What came of the wait at our port in active mode. */
export type Coming =
  | { readonly is: 'peer'; readonly socket: Socket }
  /** It came and reset before it could be asked who it was: that says nothing against its address. */
  | { readonly is: 'reset-at-once' }
  | {
      readonly is: 'nobody'
      readonly connect?: SetUpFacts['connect']
      /** The command was refused. */
      readonly isRefused: boolean
      readonly trouble?: { readonly step: Step; readonly failure: Failure }
      /** A reply may still come. */
      readonly isOutOfStep: boolean
    }

interface Waited {
  readonly control: ControlConnection
  readonly replies: TransferReplies
  readonly recorder: Recorder
}

/** Tells whether the peer is the control peer, and why nobody came where nobody did. */
export function whoCame(arrival: Arrival, { control, replies, recorder }: Waited): Coming {
  if (arrival.is === 'accepted') {
    const { socket, peer } = arrival
    if (peer.address === '') {
      socket.destroy()
      recorder.note('rst', { text: 'came and reset at once' })
      return { is: 'reset-at-once' }
    }
    recorder.note('accept', { text: `${peer.address}:${peer.port}` })
    if (isExpectedPeer(control, peer.address)) return { is: 'peer', socket }
    socket.destroy()
    const trouble = { step: 'data-connect', failure: 'peer-mismatch' } as const
    return { is: 'nobody', connect: 'foreign-peer', isRefused: false, trouble, isOutOfStep: true }
  }
  const isSilent = replies.final === undefined && control.alive
  recorder.note(isSilent ? 'deadline' : 'close', { text: 'nobody came to our port' })
  return whyNobody(control, replies)
}

function whyNobody(control: ControlConnection, replies: TransferReplies): Coming {
  if (replies.isRefusal) {
    const hasTried = replies.final?.code === triedToConnect
    return {
      is: 'nobody',
      ...(hasTried ? { connect: 'nobody-came' } : {}),
      isRefused: true,
      isOutOfStep: false,
    }
  }
  const isOutOfStep = replies.final === undefined
  if (isOutOfStep && !control.alive) {
    // Who hangs up gave nobody the time to come: that tells nothing about the way to our port.
    const step = replies.preliminary === undefined ? 'command' : 'data-connect'
    const failure = control.endedBy === 'rst' ? 'connection-reset' : 'early-end'
    return { is: 'nobody', isRefused: false, trouble: { step, failure }, isOutOfStep }
  }
  const failure = replies.isNegative ? 'negative-final' : 'timeout'
  const trouble = { step: 'data-connect', failure } as const
  return { is: 'nobody', connect: 'nobody-came', isRefused: false, trouble, isOutOfStep }
}

/** "Can't open data connection" (RFC 959 §5.4): of all refusals the one that says that the server did try to come. */
const triedToConnect = 425
