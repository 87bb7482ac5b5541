import { existsSync, readFileSync } from 'node:fs'

/** What made a report: this package, and the Node and OpenSSL that it ran on. */
export interface Tool {
  readonly name: string
  readonly version: string
  readonly node: string
  readonly openssl: string
}

interface Package {
  readonly name: string
  readonly version: string
  readonly bugs?: { readonly url?: string }
}

/** The folder of the nearest package.json above this file: one higher in the sources than in the build. */
function ownFolder(): URL {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    if (existsSync(new URL('package.json', folder))) return folder
    if (folder.pathname === '/') throw new Error('package.json is missing from the installation')
  }
}

/** Where this package stands: a clone of the sources, or an installation. */
export const packageFolder = ownFolder()

function ownPackage(): Package {
  return JSON.parse(readFileSync(new URL('package.json', packageFolder), 'utf8')) as Package
}

const { name, version, bugs } = ownPackage()

export const tool: Tool = { name, version, node: process.versions.node, openssl: process.versions.openssl }

/** Where a fault of ours is reported. */
export const reportFaultsAt = bugs?.url ?? `the project's issues (npm bugs ${name})`
