import { availableParallelism } from 'node:os'
import type { BundledServer, StartOptions } from '../../fixtures/start-server.js'
import type { Behaviour } from '../model/expectation.js'
import { limits } from '../model/limits.js'
import { isFixtureFile } from './fixture/read-fixture.js'
import { regressFixture } from './fixture/regress-fixture.js'
import { chooseServers } from './regress/choose-servers.js'
import { readExpectations, sourceFolder, writeExpectations, type Behaviours } from './expectations.js'
import { driftOf } from './regress/drift.js'
import type { Job } from './regress/look.js'
import type { Answer } from './regress/thread.js'
import { lookInThreads } from './regress/threads.js'
import { UsageError } from './usage-error.js'

/** Deadlines are this much shorter than for a server of others: ours is in the same thread. */
const usualScale = 10

/** A thread waits more than it works. */
const threadsPerCore = 4

/** A look that takes so many times the longest check is no look any more. */
const patience = 20

export interface RegressOptions {
  /** Only these servers (`tls/*` is a family), or files that `fixture from` made; all servers when not given. */
  readonly ids?: readonly string[]
  /** What to compare with; what the package holds when not given. */
  readonly expectations?: Behaviours
  /** Deadlines are divided by this, silent looks never are; 10 when not given, 1 is as `check` has them. */
  readonly scale?: number
  /** Faults beside those of the servers: to see that drift is seen. */
  readonly faults?: StartOptions['faults']
  readonly platform?: NodeJS.Platform
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, all: number) => void
}

/** One server against its expectation. */
export type Compared = { readonly server: string } & (
  | { readonly is: 'same'; readonly seen: Behaviour }
  /** A sentence for each difference; `new` is a server without an expectation. */
  | { readonly is: 'different' | 'new'; readonly drift: readonly string[]; readonly seen: Behaviour }
  | { readonly is: 'skipped'; readonly reason: string }
  /** An expectation without its server. */
  | { readonly is: 'gone' }
  /** A fault of ours, or an interruption: nothing was compared. */
  | { readonly is: 'failed'; readonly message: string }
)

/** Checks every bundled server in this process and compares with what it is expected to show; in the order of their ids. */
export async function regress(options: RegressOptions = {}): Promise<readonly Compared[]> {
  const { expectations = readExpectations(), platform = process.platform } = options
  const files = (options.ids ?? []).filter(isFixtureFile)
  const ids = options.ids?.filter(id => !isFixtureFile(id))
  const { servers } = await import('../../fixtures/servers/index.js')
  const chosen = files.length > 0 && ids?.length === 0 ? [] : await chooseServers(ids, servers)
  const compared = new Map<string, Compared>()
  for (const { id, platforms } of chosen)
    if (platforms !== undefined && !platforms.includes(platform))
      compared.set(id, {
        server: id,
        is: 'skipped',
        reason: `it can be shown on ${platforms.join(', ')} only`,
      })
  const jobs = chosen.filter(({ id }) => !compared.has(id)).map(({ id }) => jobFor(id, options))
  const all = jobs.length + files.length
  let done = 0
  options.onProgress?.(done, all)
  await lookInThreads(jobs, {
    threads: availableParallelism() * threadsPerCore,
    longestMs: limits.deadlines.whole * patience,
    signal: options.signal ?? new AbortController().signal,
    onAnswer: ({ server }, answer) => {
      compared.set(server, compare(server, answer, expectations.get(server)))
      options.onProgress?.((done += 1), all)
    },
  })
  for (const file of new Set(files)) {
    compared.set(
      file,
      await regressFixture(file, { signal: options.signal, scale: options.scale ?? usualScale }),
    )
    options.onProgress?.((done += 1), all)
  }
  if (options.ids === undefined || options.ids.length === 0)
    for (const gone of leftOver(expectations, servers)) compared.set(gone.server, gone)
  return [...compared.values()].sort((a, b) => (a.server < b.server ? -1 : 1))
}

function jobFor(server: string, { scale = usualScale, faults }: RegressOptions): Job {
  return { server, scale, ...(faults === undefined ? {} : { faults }) }
}

function compare(server: string, answer: Answer, expected: Behaviour | undefined): Compared {
  if (answer.is === 'failed') return { server, is: 'failed', message: answer.message }
  const { behaviour: seen, faults } = answer.looked
  const [fault] = faults
  if (fault !== undefined) return { server, is: 'failed', message: fault }
  if (expected === undefined) return { server, is: 'new', drift: ['nothing is expected of it yet'], seen }
  const drift = driftOf(expected, seen)
  return drift.length === 0 ? { server, is: 'same', seen } : { server, is: 'different', drift, seen }
}

function leftOver(expectations: Behaviours, servers: readonly BundledServer[]): readonly Compared[] {
  return [...expectations.keys()]
    .filter(id => !servers.some(server => server.id === id))
    .map(server => ({ server, is: 'gone' }))
}

/** Makes what was seen the expectation, in a clone of the sources; what was not looked at stays. */
export function updateExpectations(compared: readonly Compared[]): void {
  const folder = updatableFolder()
  const behaviours = new Map(readExpectations())
  for (const one of compared) {
    if (one.is === 'gone') behaviours.delete(one.server)
    if ('seen' in one) behaviours.set(one.server, one.seen)
  }
  writeExpectations(folder, behaviours)
}

/** Where expectations are kept, or a UsageError in an installation, which has only copies. */
export function updatableFolder(): URL {
  const folder = sourceFolder()
  if (folder === undefined)
    throw new UsageError(
      '--update rewrites fixtures/expected in a clone of the sources; this is an installation',
    )
  return folder
}
