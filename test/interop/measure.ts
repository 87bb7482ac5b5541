/** The independent judge: measure.py, which looks at the 80 ways with raw sockets and shares nothing with our engine. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { SeenCell } from '../../src/model/cell.js'
import type { RealServer } from '../support/real.js'

const run = promisify(execFile)
const script = fileURLToPath(new URL('measure.py', import.meta.url))

/** One way as measure.py tells it. */
export interface Measured {
  readonly id: string
  readonly status: 'works' | 'refused' | 'fails'
  readonly step: string | null
  readonly code: number | null
  readonly reason: string | null
  readonly wire: 'tls' | 'clear' | 'none' | null
  readonly bytes: number | null
  readonly text: string
}

/** All 80 ways of a server; `atOnce` connections at a time. */
export async function measure(server: RealServer, atOnce: number): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ftps-doctor-measure-'))
  try {
    const ca = join(folder, 'ca.pem')
    await writeFile(ca, server.ca)
    const { host, port, user, password } = server
    const target = { host, port, implicitPort: port, ca, serverName: host, user, password, threads: atOnce }
    const { stdout } = await run('python3', [script, JSON.stringify(target)], { maxBuffer: 1 << 24 })
    return JSON.parse(stdout) as readonly Measured[]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What both must agree on, in a line: the status; of a refusal its step and reply; of data its wire form. */
export function outcomeMeasured({ status, step, code, reason, wire }: Measured): string {
  return outcome(status, step, reason ?? code, wire)
}

export function outcomeSeen({ status, step, reply, reason, wire }: SeenCell): string {
  return outcome(status, step, reason ?? reply?.code, wire)
}

function outcome(
  status: string,
  step: string | null | undefined,
  said: string | number | null | undefined,
  wire: string | null | undefined,
): string {
  if (status === 'refused') return `refused at ${step ?? '?'}: ${said ?? '?'}`
  return wire ? `${status}, ${wire}` : status
}
