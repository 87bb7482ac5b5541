import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Behaviour, Expectation } from '../model/expectation.js'
import { cellIds } from '../model/matrix.js'
import { unfolded } from '../model/way-patterns.js'
import { baseServer, behaviourExpected, expectationOf } from './regress/expectation.js'
import { packageFolder } from './tool.js'
import { UsageError } from './usage-error.js'

export type Behaviours = ReadonlyMap<string, Behaviour>

/** In a clone of the sources the folder that is in git; `undefined` in an installation, which only has the build's copy. */
export function sourceFolder(): URL | undefined {
  const folder = new URL('fixtures/', packageFolder)
  return existsSync(new URL('start-server.ts', folder)) ? new URL('expected/', folder) : undefined
}

function readableFolder(): URL {
  return sourceFolder() ?? new URL('../../fixtures/expected/', import.meta.url)
}

/** What every bundled server is expected to show, by its id; a UsageError names the file that is damaged. */
export function readExpectations(folder = readableFolder()): Behaviours {
  return behavioursOf(
    filesOf(folder).map(name => {
      const expectation = readOne(folder, name)
      if (expectation === undefined)
        throw new UsageError(
          `fixtures/expected/${name} is damaged: take it back from git, or from the package`,
        )
      return expectation
    }),
  )
}

/** The same for a check, which can do without: what is damaged is left out, and no report is lost to it. */
export function readSoundExpectations(folder = readableFolder()): Behaviours {
  return behavioursOf(filesOf(folder).flatMap(name => readOne(folder, name) ?? []))
}

function filesOf(folder: URL): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.json'))
}

function readOne(folder: URL, name: string): Expectation | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
    return isExpectation(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isExpectation(value: unknown): value is Expectation {
  if (typeof value !== 'object' || value === null) return false
  const { server, findings, ways, observations } = value as Partial<Record<keyof Expectation, unknown>>
  const areObjects = [findings, ways, observations].every(one => typeof one === 'object' && one !== null)
  if (typeof server !== 'string' || !areObjects) return false
  const outcomes = unfolded(ways as Expectation['ways'])
  return cellIds.every(id => typeof outcomes[id] === 'string')
}

/** Without the base nothing is known: the others only say in what they differ from it. */
function behavioursOf(read: readonly Expectation[]): Behaviours {
  const expectations = [...read].sort((a, b) => (a.server < b.server ? -1 : 1))
  const ofBase = expectations.find(({ server }) => server === baseServer)
  if (ofBase === undefined) return new Map()
  const base = behaviourExpected(ofBase, undefined)
  return new Map(
    expectations.map(one => [
      one.server,
      behaviourExpected(one, one.server === baseServer ? undefined : base),
    ]),
  )
}

/** Rewrites the folder: what differs from the base is written anew for all, since the base may be another one now. */
export function writeExpectations(folder: URL, behaviours: Behaviours): void {
  const base = behaviours.get(baseServer)
  rmSync(folder, { recursive: true, force: true })
  for (const [server, behaviour] of behaviours) {
    const file = fileURLToPath(new URL(`${server}.json`, folder))
    const expectation = expectationOf(behaviour, server === baseServer ? undefined : base)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(expectation, null, 2)}\n`)
  }
}
