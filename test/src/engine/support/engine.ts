/** The engine's surroundings for one test: real time, short deadlines, nothing trusted. */
import { connectControl } from '../../../../src/engine/connect-control.js'
import type { EngineContext } from '../../../../src/engine/context.js'
import type { ControlConnection } from '../../../../src/engine/control-connection.js'
import { Redactor } from '../../../../src/engine/redactor.js'
import { Transcript } from '../../../../src/engine/transcript.js'
import { transfer } from '../../../../src/engine/transfer.js'
import type { TransferFacts, TransferRequest } from '../../../../src/engine/transfer-types.js'
import { limits as usual, scaledDeadlines, type Limits } from '../../../../src/model/limits.js'
import { systemClock } from '../../../../src/net/clock.js'
import { makeTrust } from '../../../../src/tls/trust.js'

export interface Surroundings {
  readonly limits?: Limits
  readonly secrets?: readonly string[]
  readonly ca?: string
  readonly signal?: AbortSignal
}

/** The usual deadlines, a hundred times shorter: replies 300 ms, first byte 150 ms, data connections 50 ms. */
const scaled = scaledDeadlines(usual, 100)
/** Connecting is not what these tests are about: a busy machine may take its time. */
export const shortLimits: Limits = {
  ...scaled,
  deadlines: { ...scaled.deadlines, connect: 5_000, hello: 500 },
}

export function engineContext(around: Surroundings = {}): EngineContext {
  const { limits = shortLimits, secrets = [], ca, signal = new AbortController().signal } = around
  const transcript = new Transcript({ clock: systemClock, limits, redactor: new Redactor(secrets) })
  const standing = new Set<{ destroy(): void }>()
  return {
    clock: systemClock,
    limits,
    transcript,
    signal,
    standing,
    trust: makeTrust(ca === undefined ? {} : { ca }),
  }
}

/** A control connection to a port of loopback; the greeting is not read yet. */
export function controlTo(context: EngineContext, port: number, id = 1): Promise<ControlConnection> {
  return connectControl(context, { id, address: '127.0.0.1', port })
}

/** One LIST over PASV in clear, unless told otherwise. */
export function listOver(
  context: EngineContext,
  control: ControlConnection,
  request: Partial<TransferRequest> & { readonly id: number },
): Promise<TransferFacts> {
  const { deadlines } = context.limits
  return transfer(context, control, {
    command: 'LIST',
    dataMode: 'PASV',
    hello: 'never',
    handshakeFirst: false,
    dataConnectMs: deadlines.dataConnect,
    firstByteMs: deadlines.firstByte,
    maxBytes: context.limits.dataBytes,
    dialAdvertised: false,
    ...request,
  })
}

/** The events of one connection, as `kind text`. */
export function eventsOf(context: EngineContext, id: number): readonly string[] {
  const connection = context.transcript.connections().find(each => each.id === id)
  return (connection?.events ?? []).map(({ kind, text }) => (text === undefined ? kind : `${kind} ${text}`))
}
