/** This package as npm would install it in an empty folder, but without a registry: what it needs is linked. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { checkout } from './needs.js'

const quiet = { stdio: 'ignore' } as const

/** Puts the packed package into `folder`/node_modules, and links packages of ours that a test needs beside it. */
export function installInto(folder: string, beside: readonly string[] = []): void {
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '.bin'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: checkout, ...quiet })
  const packed = readdirSync(folder).find(name => name.endsWith('.tgz')) ?? 'nothing was packed'
  execFileSync('tar', ['-xzf', packed], { cwd: folder, ...quiet })
  const own = join(modules, 'ftps-doctor')
  renameSync(join(folder, 'package'), own)
  const { bin, dependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>
    readonly dependencies: Readonly<Record<string, string>>
  }
  for (const [name, path] of Object.entries(bin)) {
    chmodSync(join(own, path), 0o755)
    symlinkSync(join('..', 'ftps-doctor', path), join(modules, '.bin', name))
  }
  for (const name of [...Object.keys(dependencies), ...beside]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(checkout, 'node_modules', name), join(modules, name))
  }
}

/** npx with what is installed here, and nothing from elsewhere. */
export const offline = { npm_config_offline: 'true', npm_config_update_notifier: 'false' } as const
