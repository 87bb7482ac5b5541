/**
 * Ports for servers that cannot choose their own. A block of them belongs to whoever listens on its first port, so tests
 * that run at the same time, in whatever process, never share one. Blocks lie below the ephemeral range: no outgoing
 * connection takes a port of them either.
 */
import { createServer, type Server } from 'node:net'

const first = 10_240
const size = 128
const blocks = Math.floor((32_768 - first) / size)

export interface PortBlock {
  readonly port: number
  readonly passive: readonly [low: number, high: number]
  release(): Promise<void>
}

/** Takes a free block; it is everybody's again after `release`. */
export async function takePorts(): Promise<PortBlock> {
  const start = Math.floor(Math.random() * blocks)
  for (let tried = 0; tried < blocks; tried++) {
    const base = first + ((start + tried) % blocks) * size
    const lock = await listen(base)
    if (!lock) continue
    const probe = await listen(base + 1)
    await close(probe)
    if (probe) return blockOf(base, lock)
    await close(lock)
  }
  throw new Error(`no block of ${size} ports is free between ${first} and 32767`)
}

function blockOf(base: number, lock: Server): PortBlock {
  return {
    port: base + 1,
    passive: [base + 8, base + size - 1],
    release: () => close(lock),
  }
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise(resolve => {
    const server = createServer(socket => socket.destroy())
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1' }, () => {
      server.unref()
      resolve(server)
    })
  })
}

function close(server: Server | undefined): Promise<void> {
  return new Promise(resolve => (server ? server.close(() => resolve()) : resolve()))
}
