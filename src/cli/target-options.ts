import { isIP } from 'node:net'
import { Option, type Command } from 'commander'
import type { Security } from '../model/matrix.js'
import type { CheckOptions } from '../run/check-options.js'
import { asciiHost, parsePort, type WrittenTarget } from '../run/parse-target.js'
import { UsageError } from '../run/usage-error.js'

/** As in the model, which is not loaded for a mere --version. */
const securities: readonly Security[] = ['none', 'implicit', 'auth-tls', 'auth-ssl']

/** What the options about the target hold, as commander leaves them. */
export interface TargetOptions {
  readonly port?: number
  readonly implicitPort?: number
  readonly security?: readonly Security[]
  readonly address?: string
  readonly tlsName?: string
  readonly ipv4?: true
  readonly ipv6?: true
}

/** Which host, port and methods: the same for every command that connects. */
export function addTargetOptions(command: Command): void {
  command
    .optionsGroup('Target:')
    .addOption(
      new Option('--port <n>', 'the port for AUTH TLS and clear FTP (default: 21)').argParser(port('--port')),
    )
    .addOption(
      new Option(
        '--implicit-port <n>',
        'the port for implicit TLS (default: 990 beside 21, else --port)',
      ).argParser(port('--implicit-port')),
    )
    .addOption(
      new Option('--security <methods>', `only these, with commas: ${securities.join(',')}`).argParser(
        readSecurities,
      ),
    )
    .addOption(
      new Option('--address <ip>', 'dial this address, do not resolve the host').argParser(readAddress),
    )
    .addOption(
      new Option('--tls-name <host>', 'the name in the certificate and SNI (default: the host)').argParser(
        text => asciiHost(text, '--tls-name'),
      ),
    )
    .option('-4, --ipv4', 'only IPv4')
    .option('-6, --ipv6', 'only IPv6')
}

function port(name: string): (text: string) => number {
  return text => parsePort(text, name)
}

function readSecurities(text: string): readonly Security[] {
  return text.split(',').map(word => {
    const security = securities.find(one => one === word.trim().toLowerCase())
    if (security === undefined)
      throw new UsageError(`--security knows ${securities.join(', ')}, not '${word}'`)
    return security
  })
}

function readAddress(text: string): string {
  if (isIP(text) !== 0) return text
  throw new UsageError(`--address wants an IP address, not '${text}'`)
}

/** The target and its options together, as `check` takes them. The command line must not contradict the URL. */
export function targetOf(written: WrittenTarget, options: TargetOptions): CheckOptions {
  const { port: portOption, implicitPort, security, address, tlsName, ipv4, ipv6 } = options
  if (ipv4 && ipv6) throw new UsageError('-4 and -6 exclude each other')
  if (portOption !== undefined && written.port !== undefined && portOption !== written.port)
    throw new UsageError(`two ports are given: ${written.port} with the host and ${portOption} by --port`)
  const asked = security ?? written.securities
  const port = portOption ?? written.port
  const onlyImplicit = asked?.length === 1 && asked[0] === 'implicit'
  const implicit = implicitPort ?? (onlyImplicit ? port : undefined)
  const explicit = onlyImplicit ? undefined : port
  const family = ipv4 ? 4 : ipv6 ? 6 : undefined
  checkFamily(family, address ?? written.host)
  return {
    ...(explicit === undefined ? {} : { port: explicit }),
    ...(implicit === undefined ? {} : { implicitPort: implicit }),
    ...(asked === undefined ? {} : { securities: asked }),
    ...(address === undefined ? {} : { address }),
    ...(tlsName === undefined ? {} : { tlsName }),
    ...(family === undefined ? {} : { family }),
  }
}

function checkFamily(family: 4 | 6 | undefined, host: string): void {
  const literal = isIP(host)
  if (family !== undefined && literal !== 0 && literal !== family)
    throw new UsageError(`-${family} does not go with ${host}`)
}
