import type { Command } from 'commander'
import type { RunningServer } from '../run/library.js'
import { tool } from '../run/tool.js'
import { UsageError } from '../run/usage-error.js'
import { finish, print } from './finish.js'
import { ftpsVariables, runCommand } from './mock-command.js'
import { Janitor } from './mock-janitor.js'
import { Signals, untilStopped } from './mock-signals.js'
import { seenLine, welcome } from './mock-text.js'
import { whole } from './numbers.js'
import { textOptions } from './terminal.js'

interface Options {
  readonly json?: true
  readonly host: string
  readonly port: number
  readonly passivePorts?: { readonly from: number; readonly to: number }
}

const examples = `
With --json the first line says where it is and how to get in (id, url, host,
port, security, user, password, ca, caFile), and the last one what the client
did: {"seen": [{"kind": "connect", ...}, ...]}.

It ends by Ctrl-C or SIGTERM, with status 0, and when its standard input closes,
if that is a pipe or a socket: so it never outlives the test that started it.

A command behind -- gets FTPS_HOST, FTPS_PORT, FTPS_SECURITY, FTPS_USER,
FTPS_PASSWORD, FTPS_CA (a file) and FTPS_URL, and FTPS_IMPLICIT_PORT where the
server has one. The server ends with it, and the status is that of the command.

  ftps-doctor mock serve data/passive-ports-filtered
  ftps-doctor mock serve tls/certificate-self-signed -- pytest tests/ftp`

/** `mock serve <id>`: one bundled server until it is told to stop, or as long as a command runs. */
export function addMockServe(mock: Command): void {
  mock
    .command('serve')
    .description('Starts a bundled server and serves until it is told to stop, or while a command runs.')
    .argument('<id>', 'which one: see mock list; or a file that fixture from made')
    .argument('[command...]', 'behind --: what to run meanwhile')
    .option('--json', 'one line of JSON when ready, and one with what was seen at the end')
    .option('--host <host>', 'the address to listen on', '127.0.0.1')
    .option('--port <n>', 'the port, 0 for any free one', whole('--port', 0, 65535), 0)
    .option('--passive-ports <a-b>', 'passive ports from a to b', portRange)
    .option(
      '--seed <n>',
      'accepted, and without effect: no server uses chance yet',
      whole('--seed', 0, 999_999_999),
    )
    .addHelpText('after', examples)
    .action(async (id: string, command: readonly string[], options: Options) => {
      if (command.length > 0 && !process.argv.includes('--'))
        throw new UsageError(`a command comes behind --: mock serve ${id} -- ${command.join(' ')}`)
      await finish(await serve(id, command, options))
    })
}

/** 50000-50010 as a range. */
export function portRange(text: string): { readonly from: number; readonly to: number } {
  const [, from = 0, to = 0] = (/^(\d{1,5})-(\d{1,5})$/.exec(text) ?? []).map(Number)
  if (from >= 1 && from <= to && to <= 65535) return { from, to }
  throw new UsageError(`--passive-ports wants two ports such as 50000-50010, not '${text}'`)
}

/** Resolves to the exit status when all is closed and removed. */
async function serve(id: string, command: readonly string[], options: Options): Promise<number> {
  const signals = new Signals()
  const environment = { ...process.env }
  await warnBeyondLoopback(options.host, 'whoever reaches it can log in, the password is no secret')
  const janitor = new Janitor()
  try {
    const server = await start(id, options, command.length === 0)
    try {
      if (options.json) await print(`${JSON.stringify(facts(server))}\n`)
      else if (command.length === 0) await print(await welcome(server, textOptions(false, true).width ?? 80))
      const status = await untilDone(server, { command, environment, signals, janitor })
      if (options.json) await print(`${JSON.stringify({ seen: await allSeen(server) })}\n`)
      return status
    } finally {
      await server.close()
    }
  } finally {
    await janitor.finish()
  }
}

async function start(
  id: string,
  { json, host, port, passivePorts }: Options,
  watched: boolean,
): Promise<RunningServer> {
  const { startServer } = await import('../run/start-server.js')
  return startServer(id, {
    host,
    port,
    ...(passivePorts === undefined ? {} : { passivePorts }),
    ...(json || !watched ? {} : { onSeen: event => void print(`${seenLine(event)}\n`) }),
  })
}

async function untilDone(
  server: RunningServer,
  { environment, ...run }: Parameters<typeof runCommand>[0],
): Promise<number> {
  if (run.command.length > 0)
    return runCommand({ ...run, environment: { ...environment, ...ftpsVariables(server) } })
  await untilStopped(run.signals)
  return 0
}

/** What `startServer` gives, less what JSON cannot hold. */
function facts(server: RunningServer): object {
  const { id, url, host, port, implicitPort, security, user, password, ca, caFile, certificate } = server
  return { id, url, host, port, implicitPort, security, user, password, ca, caFile, certificate }
}

/** A client that closed its connection and then our standard input has done both: what it sent is read before we look. */
async function allSeen(server: RunningServer): Promise<RunningServer['seen']> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve))
  return [...server.seen]
}

/** `danger`: what that means. */
export async function warnBeyondLoopback(host: string, danger: string): Promise<void> {
  const { isLoopback } = await import('../run/start-server.js')
  if (!isLoopback(host)) process.stderr.write(`${tool.name}: ${host} is more than this machine: ${danger}\n`)
}
