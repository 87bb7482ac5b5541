import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Files below a folder of the project, as paths with slashes from its root. */
export function filesIn(folder: string, ending = '.ts'): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(ending) && !name.endsWith('.d.ts'))
    .map(name => join(folder, name).replaceAll('\\', '/'))
    .sort()
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** One import of a file of ours. */
export interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const importLine =
  /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'(\.[^']*)'|\bimport\(\s*'(\.[^']*)'\s*\)/gm

/** The imports of one file that lead to another file of ours. */
export function importsOf(path: string): readonly Import[] {
  return [...textOf(path).matchAll(importLine)].map(([, type, fixed, late]) => {
    const to = normalize(join(dirname(path), fixed ?? late ?? ''))
    return { from: path, to: relative('.', to).replace(/\.js$/, '.ts'), typeOnly: type !== undefined }
  })
}
