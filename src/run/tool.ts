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

/** The nearest package.json above this file: one folder higher in the sources than in the build. */
function ownPackage(): Package {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const file = new URL('package.json', folder)
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Package
    if (folder.pathname === '/') throw new Error('package.json is missing from the installation')
  }
}

const { name, version, bugs } = ownPackage()

export const tool: Tool = { name, version, node: process.versions.node, openssl: process.versions.openssl }

/** Where a fault of ours is reported. */
export const reportFaultsAt = bugs?.url ?? `the project's issues (npm bugs ${name})`
