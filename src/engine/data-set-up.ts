import type { Socket } from 'node:net'
import type { DataMode } from '../model/matrix.js'
import { isNegative, replyClass, type Reply } from '../model/reply.js'
import { addressFamily, sameAddress } from '../net/address.js'
import { listen, type Listener } from '../net/listen.js'
import type { ProxyAnswer } from '../net/proxy.js'
import { formatExtendedPort, parseExtendedPort } from '../protocol/extended-port.js'
import { formatHostPort, parseHostPort } from '../protocol/host-port.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'
import { dialOut, harmlessAnswer, noteDialled } from './dial-out.js'
import { EngineError, interruptedBy } from './engine-error.js'
import type { Recorder } from './transcript.js'

/** What became of one data connection's set-up; public as a probe's value. */
export interface SetUpFacts {
  readonly reply?: Reply
  /** The address that a 227 named; null where none could be read. */
  readonly named?: string | null
  readonly port?: number
  /** Where we dialled, or where we listened. */
  readonly ours?: string
  readonly connect:
    | 'open'
    | 'refused'
    | 'silent'
    | 'unreachable'
    | 'not-through-proxy'
    | 'nobody-came'
    | 'foreign-peer'
    | 'not-tried'
  /** Where a proxy was to connect, and no connection came about: what it did or said. */
  readonly proxy?: ProxyAnswer
  readonly seconds?: number
}

/** A set-up that goes on: a connected socket, or a listener that the server will come to. */
export type Prepared =
  | { readonly is: 'connected'; readonly socket: Socket; readonly facts: SetUpFacts }
  | { readonly is: 'listening'; readonly listener: Listener; readonly facts: SetUpFacts }
  | { readonly is: 'refused'; readonly facts: SetUpFacts }
  | { readonly is: 'malformed'; readonly facts: SetUpFacts }
  | { readonly is: 'dead-port'; readonly facts: SetUpFacts }
  /** Active: the command itself was left without an answer, and nobody came. */
  | { readonly is: 'nobody-came'; readonly facts: SetUpFacts }

export interface SetUpRequest {
  readonly dataMode: DataMode
  readonly dataConnectMs: number
  /** Dial what a 227 names, even where it is not the control peer. */
  readonly dialAdvertised: boolean
}

/** Sends PASV, EPSV, PORT or EPRT and prepares our side: connects, or listens (RFC 959 §3.2, RFC 2428). */
export function setUp(
  context: EngineContext,
  control: ControlConnection,
  recorder: Recorder,
  request: SetUpRequest,
): Promise<Prepared> {
  return request.dataMode === 'PASV' || request.dataMode === 'EPSV'
    ? setUpPassive(context, control, recorder, request)
    : setUpActive(context, control, request)
}

async function setUpPassive(
  context: EngineContext,
  control: ControlConnection,
  recorder: Recorder,
  request: SetUpRequest,
): Promise<Prepared> {
  const reply = await control.command(request.dataMode, 'mode', context.limits.deadlines.reply)
  if (isNegative(reply)) return { is: 'refused', facts: { reply, connect: 'not-tried' } }
  const address = replyClass(reply) === 2 ? readAddress(request.dataMode, control.lastLines) : undefined
  if (address === undefined || address.port === 0)
    return { is: 'malformed', facts: { reply, named: address?.host ?? null, connect: 'not-tried' } }
  const named = address.host ?? null
  const host = request.dialAdvertised && named !== null ? named : control.peerAddress
  recorder.addresses({ remote: `${host}:${address.port}` })
  const dialled = await dialOut(context, { host, port: address.port, deadlineMs: request.dataConnectMs })
  if (dialled.is === 'aborted') throw interruptedBy(context.signal)
  const facts: SetUpFacts = {
    reply,
    named,
    port: address.port,
    ours: host,
    connect: dialled.is,
    seconds: dialled.seconds,
    ...('proxy' in dialled ? { proxy: harmlessAnswer(context, dialled.proxy) } : {}),
  }
  if (dialled.is === 'open') {
    recorder.note('connect', { text: `${host}:${address.port}` })
    return { is: 'connected', socket: dialled.socket, facts }
  }
  noteDialled(recorder, dialled)
  return { is: 'dead-port', facts }
}

/**
 * EPSV names only a port; the host is the control connection's peer (RFC 2428 §3). Read from the reply as it came: a password
 * that stands in the address by chance is cut out of what is kept, not of where we dial.
 */
function readAddress(
  dataMode: DataMode,
  lines: readonly Buffer[],
): { readonly port: number; readonly host?: string } | undefined {
  const text = lines
    .map(line => line.toString('latin1'))
    .join(' ')
    .replace(/^\d{3}[ -]/, '')
  if (dataMode === 'PASV') return parseHostPort(text)
  const extended = parseExtendedPort(text)
  return extended === undefined ? undefined : { port: extended.port }
}

async function setUpActive(
  context: EngineContext,
  control: ControlConnection,
  { dataMode, dataConnectMs }: SetUpRequest,
): Promise<Prepared> {
  const listener = await listenFor(control)
  const { address, port } = listener
  const line =
    dataMode === 'PORT'
      ? `PORT ${formatHostPort(address, port)}`
      : `EPRT ${formatExtendedPort(address, port)}`
  let reply: Reply
  try {
    reply = await control.command(line, 'mode', Math.min(dataConnectMs, context.limits.deadlines.reply))
  } catch (error) {
    await listener.close()
    if (!(error instanceof EngineError) || error.failure !== 'timeout') throw error
    return { is: 'nobody-came', facts: { port, ours: address, connect: 'nobody-came' } }
  }
  const facts: SetUpFacts = { reply, port, ours: address, connect: 'not-tried' }
  if (replyClass(reply) === 2) return { is: 'listening', listener, facts }
  await listener.close()
  return isNegative(reply) ? { is: 'refused', facts } : { is: 'malformed', facts }
}

/** Where this machine allows no listener, the way was not looked at: that is nothing about the server. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

async function listenFor(control: ControlConnection): Promise<Listener> {
  try {
    return await listen(control.localAddress)
  } catch (error) {
    throw new CannotListen(error instanceof Error ? error.message : String(error))
  }
}

/** PORT's six numbers hold an IPv4 address only (RFC 959 §4.1.2). */
export function canBeSent(dataMode: DataMode, control: ControlConnection): boolean {
  return dataMode !== 'PORT' || addressFamily(control.localAddress) === 4
}

/** The peer of an active connection must be the control connection's peer. */
export function isExpectedPeer(control: ControlConnection, address: string): boolean {
  return sameAddress(control.peerAddress, address)
}
