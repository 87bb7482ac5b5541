/**
 * The real servers: unmodified programs that nobody here wrote, each in the foreground on ports of its own, with its
 * folders, users and certificates in a temporary folder that goes with it. Which settings make which kind of server is
 * said in real-profiles.ts; what the machine must have, in needs.ts.
 */
import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  certificatesFor,
  writeCertificates,
  type CertificateFiles,
  type Certificates,
} from './certificates.js'
import { startFamily, type Family, type FamilyOptions } from './family.js'
import { untilGreeting } from './greeting.js'
import { takePorts, type PortBlock } from './ports.js'

const run = promisify(execFile)

/** Where a server is to be; everything has a default: 127.0.0.1, here, and free ports. */
export interface Place {
  readonly address?: string
  readonly port?: number
  readonly passive?: readonly [low: number, high: number]
  /** A network namespace; there the ports are the caller's to choose. */
  readonly namespace?: string
  /** More names and addresses for the certificate. */
  readonly names?: readonly string[]
  readonly implicit?: boolean
  /** Something else than a good certificate of the test's authority. */
  readonly certificate?: Certificates
  /** What it finds in place of the system's: [ours, the system's]. */
  readonly mounts?: FamilyOptions['mounts']
  /** The account's folder is not there. */
  readonly homeless?: boolean
  /** The last hand on the text of its configuration. */
  readonly edit?: (configuration: string, setup: Pick<Setup, 'folder' | 'home'>) => string
}

export interface RealServer {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly implicit: boolean
  readonly user: string
  readonly password: string
  /** PEM of the root that signed its certificate. */
  readonly ca: string
  readonly passive: readonly [low: number, high: number]
  readonly pid: number
  /** What it printed and logged so far. */
  log(): Promise<string>
  close(): Promise<void>
}

/** What a product needs to know to write its configuration. */
export interface Setup {
  readonly folder: string
  readonly home: string
  readonly address: string
  readonly port: number
  readonly passive: readonly [low: number, high: number]
  readonly implicit: boolean
  readonly files: CertificateFiles
  readonly edit: (configuration: string) => string
}

/** One product: how it is started in a prepared folder, and which files it logs to. */
export interface Product {
  readonly name: string
  prepare(setup: Setup): Promise<Pick<FamilyOptions, 'command' | 'mounts' | 'environment'>>
  readonly logs: readonly string[]
}

/** The one account that every server has, under a uid that no system has. */
export const account = { user: 'ftpsdoctor', password: 'correct-horse-7', uid: 54_321 } as const

/** Starts a product and waits for its greeting; a port that somebody took in between costs another try. */
export async function startReal(product: Product, place: Place = {}): Promise<RealServer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(product, place)
    } catch (error) {
      if (attempt === 3 || place.port !== undefined) throw error
    }
  }
}

async function startOnce(product: Product, place: Place): Promise<RealServer> {
  const cleanup = new Cleanup()
  try {
    const folder = await mkdtemp(join(tmpdir(), 'ftps-doctor-real-'))
    cleanup.add(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
    const { port, passive } = await portsFor(place, cleanup)
    const good = await certificatesFor(place.names)
    const setup = await furnish(folder, place.certificate ?? good, { ...place, port, passive })
    const { mounts = [], ...program } = await product.prepare(setup)
    const family = startFamily({
      ...program,
      mounts: [...mounts, ...(place.mounts ?? [])],
      ...(place.namespace === undefined ? {} : { namespace: place.namespace }),
    })
    cleanup.add(() => family.close())
    const log = (): Promise<string> => logOf(family, product, folder)
    await untilReady(setup, place, family, log)
    const { address: host, implicit } = setup
    const { user, password } = account
    const close = (): Promise<void> => cleanup.run()
    return {
      name: product.name,
      host,
      port,
      implicit,
      passive,
      pid: family.pid,
      ca: good.ca,
      user,
      password,
      log,
      close,
    }
  } catch (error) {
    await cleanup.run()
    throw error
  }
}

async function untilReady(
  { address: host, port, implicit }: Setup,
  { namespace }: Place,
  family: Family,
  log: () => Promise<string>,
): Promise<void> {
  try {
    await untilGreeting({ host, port, implicit, namespace }, () => family.ended())
  } catch (error) {
    throw new Error(`${String(error)}\n${await log()}`, { cause: error })
  }
}

/** What has to be undone, last first. */
class Cleanup {
  readonly #steps: (() => Promise<unknown>)[] = []

  add(step: () => Promise<unknown>): void {
    this.#steps.unshift(step)
  }

  async run(): Promise<void> {
    for (const step of this.#steps.splice(0)) await step()
  }
}

async function portsFor(place: Place, cleanup: Cleanup): Promise<Pick<PortBlock, 'port' | 'passive'>> {
  const { port, passive } = place
  if (port !== undefined && passive !== undefined) return { port, passive }
  const block = await takePorts()
  cleanup.add(() => block.release())
  return { port: port ?? block.port, passive: passive ?? block.passive }
}

type Furnishing = Place & Pick<PortBlock, 'port' | 'passive'>

/** Certificates, and a home folder of the account with something in it to list. */
async function furnish(
  folder: string,
  certificates: Certificates,
  { address = '127.0.0.1', implicit = false, port, passive, edit, homeless }: Furnishing,
): Promise<Setup> {
  // The servers read these as other users.
  await chmod(folder, 0o755)
  const files = await writeCertificates(folder, certificates)
  const home = join(folder, 'home')
  const setup = { folder, home, address, port, passive, implicit, files }
  const edited = { ...setup, edit: (text: string): string => edit?.(text, setup) ?? text }
  if (homeless === true) return edited
  await mkdir(join(home, 'inbox'), { recursive: true })
  await writeFile(join(home, 'hello.txt'), 'hello\n')
  await writeFile(join(home, 'numbers.bin'), Buffer.alloc(2_000, 7))
  for (const path of [home, join(home, 'inbox'), join(home, 'hello.txt'), join(home, 'numbers.bin')])
    await chown(path, account.uid, account.uid)
  return edited
}

async function logOf(family: Family, product: Product, folder: string): Promise<string> {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '')
  return [family.output(), ...(await Promise.all(product.logs.map(read)))].join('')
}

/** A crypt(3) hash (SHA-512) of the account's password. */
export async function passwordHash(): Promise<string> {
  const { stdout } = await run('openssl', ['passwd', '-6', account.password])
  return stdout.trim()
}
