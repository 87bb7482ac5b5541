import type { Command } from 'commander'
import type { RunningRelay } from '../run/library.js'
import { UsageError } from '../run/usage-error.js'
import { finish, print } from './finish.js'
import { runCommand } from './mock-command.js'
import { Janitor } from './mock-janitor.js'
import { faultList, relayFacts, relayLine, relayVariables, relayWelcome } from './mock-relay-text.js'
import { portRange, warnBeyondLoopback } from './mock-serve.js'
import { Signals, untilStopped } from './mock-signals.js'
import { whole } from './numbers.js'
import { textOptions } from './terminal.js'

interface Options {
  readonly fault: readonly string[]
  readonly list?: true
  readonly json?: true
  readonly implicit?: true
  readonly host: string
  readonly port: number
  readonly passivePorts?: { readonly from: number; readonly to: number }
}

const help = `
Without a fault all goes by. PASV, EPSV, PORT and EPRT in clear are read, and the
data connections that they name go through the relay, as through a NAT. Inside
TLS it can read nothing: data then goes to the server directly, or, where the
relay has an address of its own (--host 127.0.0.2), to the ports of
--passive-ports, which are passed on as they are.

With --json the first line says where it is (url, host, port, implicit, target,
faults), and the last one what went by: {"seen": [{"kind": "connect", ...}]}.
It ends as mock serve does. A command behind -- gets FTPS_HOST, FTPS_PORT and
FTPS_URL; account and authority are the server's.

  ftps-doctor mock relay --list
  ftps-doctor mock relay ftp.example.com --fault closed-at-hello
  ftps-doctor mock relay 127.0.0.1:2121 --fault data-reset=4096 -- pytest tests`

/** `mock relay <host:port>`: a network that misbehaves, in front of any server. */
export function addMockRelay(mock: Command): void {
  mock
    .command('relay')
    .description(
      'Puts a network that misbehaves in front of any server, until it is told to stop or while a command runs.',
    )
    .argument('[host:port]', 'the server; port 21, with --implicit 990, where none is given')
    .argument('[command...]', 'behind --: what to run meanwhile')
    .option('--fault <id[=n]>', 'what goes wrong; may be given several times', collect, [])
    .option('--list', 'the faults there are; with --json as an array of { id, does, takes }')
    .option('--json', 'one line of JSON when ready, and one with what went by at the end')
    .option('--implicit', "the server's port is one for implicit TLS")
    .option('--host <host>', 'the address to listen on', '127.0.0.1')
    .option('--port <n>', 'the port, 0 for any free one', whole('--port', 0, 65535), 0)
    .option('--passive-ports <a-b>', "the server's passive ports, passed on as they are", portRange)
    .addHelpText('after', help)
    .action(async (target: string | undefined, command: readonly string[], options: Options) => {
      if (options.list) await print(await faultList(options))
      else if (target === undefined) throw new UsageError('the <host:port> is missing; see --help')
      else if (command.length > 0 && !process.argv.includes('--'))
        throw new UsageError(`a command comes behind --: mock relay ${target} -- ${command.join(' ')}`)
      await finish(options.list || target === undefined ? 0 : await relay(target, command, options))
    })
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

/** Resolves to the exit status when all is closed. */
async function relay(target: string, command: readonly string[], options: Options): Promise<number> {
  const signals = new Signals()
  const environment = { ...process.env }
  await warnBeyondLoopback(options.host, 'whoever reaches it can reach the server through it')
  const janitor = new Janitor()
  try {
    await using running = await start(target, options, command.length === 0)
    if (options.json) await print(`${JSON.stringify(relayFacts(running))}\n`)
    else if (command.length === 0)
      await print(await relayWelcome(running, textOptions(false, true).width ?? 80))
    const status = await untilDone(running, { command, environment, signals, janitor })
    if (options.json) await print(`${JSON.stringify({ seen: running.seen })}\n`)
    return status
  } finally {
    await janitor.finish()
  }
}

async function start(
  target: string,
  { fault: faults, json, implicit, host, port, passivePorts }: Options,
  watched: boolean,
): Promise<RunningRelay> {
  const { startRelay } = await import('../run/start-relay.js')
  return startRelay(target, {
    ...{ faults, host, port, implicit: implicit ?? false },
    ...(passivePorts === undefined ? {} : { passivePorts }),
    ...(json || !watched ? {} : { onSeen: event => void print(`${relayLine(event)}\n`) }),
  })
}

async function untilDone(
  running: RunningRelay,
  { environment, ...run }: Parameters<typeof runCommand>[0],
): Promise<number> {
  if (run.command.length > 0)
    return runCommand({ ...run, environment: { ...environment, ...relayVariables(running) } })
  await untilStopped(run.signals)
  return 0
}
