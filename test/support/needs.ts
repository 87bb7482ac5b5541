/**
 * What a test needs of the machine it runs on. Where something is missing the test is skipped and says what and how to
 * get it; under CI=true, where everything was installed, a skip would hide a test and is an error instead.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Need =
  | 'root'
  | 'namespaces'
  | 'curl'
  | 'lftp'
  | 'python3'
  | 'pyftpdlib'
  | 'pytest'
  | 'go'
  | 'openssl'
  | RealProgram
export type RealProgram =
  'vsftpd' | 'proftpd' | 'pure-ftpd' | 'pure-pw' | 'microsocks' | 'tinyproxy' | 'ssh' | 'sshd'

export const checkout = fileURLToPath(new URL('../..', import.meta.url))

/** Where `real-servers.sh` unpacked Debian's packages. */
export function unpackedServers(): string {
  return process.env['FTPS_DOCTOR_REAL_SERVERS'] ?? join(checkout, '.tap', 'real-servers')
}

/** A program among the unpacked servers, on PATH, or where administrators' programs live. */
export function findProgram(name: string): string | undefined {
  const unpacked = unpackedServers()
  const folders = [
    join(unpacked, 'usr/sbin'),
    join(unpacked, 'usr/bin'),
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/sbin',
    '/sbin',
  ]
  return folders.map(folder => join(folder, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A Python that knows these modules: Debian installs them for its own one, which need not be the first on PATH. */
function pythonWith(modules: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    python => spawnSync(python, ['-c', `import ${modules}`]).status === 0,
  )
}

let pytestFound: string | undefined
/** A Python that has pytest. */
export function findPytest(): string | undefined {
  pytestFound ??= pythonWith('pytest')
  return pytestFound
}

let pythonFound: string | undefined
/** A Python that has pyftpdlib. */
export function findPython(): string | undefined {
  pythonFound ??= pythonWith('pyftpdlib, OpenSSL')
  return pythonFound
}

const isRoot = (): boolean => process.getuid?.() === 0
const namespacesWork = (): boolean => spawnSync('unshare', ['--net', '--mount', 'true']).status === 0

/** Why a need is not met, or false. */
function lacks(need: Need): string | false {
  switch (need) {
    case 'root':
      return !isRoot() && 'needs root'
    case 'namespaces':
      return (
        !(isRoot() && findProgram('ip') && findProgram('nft') && namespacesWork()) &&
        'needs root, ip, nft and the right to make network namespaces'
      )
    case 'pyftpdlib':
      return !findPython() && 'needs python3 with pyftpdlib and OpenSSL'
    case 'pytest':
      return !findPytest() && 'needs python3 with pytest (Debian: python3-pytest)'
    case 'go':
      return !findProgram('go') && 'needs go (Debian: golang-go)'
    default:
      return !findProgram(need) && `needs ${need}: see test/support/real-servers.sh`
  }
}

/** For tap's `skip`: false when all is there, else the first thing that is missing. */
export function skipUnless(...needs: readonly Need[]): string | false {
  const reason = needs.map(lacks).find(found => found !== false) ?? false
  if (reason !== false && process.env['CI'] === 'true')
    throw new Error(`under CI nothing is skipped: ${reason}`)
  return reason
}
