import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Behaviour, Expectation } from '../model/expectation.js'
import { baseServer, behaviourExpected, expectationOf } from './regress/expectation.js'
import { packageFolder } from './tool.js'

export type Behaviours = ReadonlyMap<string, Behaviour>

/** In a clone of the sources the folder that is in git; `undefined` in an installation, which only has the build's copy. */
export function sourceFolder(): URL | undefined {
  const folder = new URL('fixtures/', packageFolder)
  return existsSync(new URL('start-server.ts', folder)) ? new URL('expected/', folder) : undefined
}

function readableFolder(): URL {
  return sourceFolder() ?? new URL('../../fixtures/expected/', import.meta.url)
}

/** What every bundled server is expected to show, by its id. */
export function readExpectations(folder = readableFolder()): Behaviours {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.json'),
  )
  const expectations = files
    .map(name => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Expectation)
    .sort((a, b) => (a.server < b.server ? -1 : 1))
  const ofBase = expectations.find(({ server }) => server === baseServer)
  const base = ofBase && behaviourExpected(ofBase, undefined)
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
