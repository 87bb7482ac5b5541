/** A session with a server of a few lines, and LIST over it: what the tests of transfers share. */
import type { Socket } from 'node:net'
import type { Test } from 'tap'
import type { ControlConnection } from '../../../../src/engine/control-connection.js'
import type { EngineContext } from '../../../../src/engine/context.js'
import { readGreeting } from '../../../../src/engine/enter.js'
import type { TransferFacts, TransferRequest } from '../../../../src/engine/transfer-types.js'
import { controlTo, engineContext, listOver, type Surroundings } from './engine.js'
import { oddServer, type OddClient, type Script } from './odd-server.js'

export const listing = '-rw-r--r-- 1 ftp ftp 22 Jan 15 2024 readme.txt\r\n'

interface Talk {
  readonly context: EngineContext
  readonly control: ControlConnection
  /** LIST, and then NOOP: what the engine says of both. */
  readonly list: (request?: Partial<TransferRequest>) => Promise<TransferFacts>
}

export async function talk(t: Test, script: Script, around: Surroundings = {}): Promise<Talk> {
  const server = await oddServer(client => client.say('220 odd\r\n'), script)
  t.teardown(() => server.close())
  const context = engineContext(around)
  const control = await controlTo(context, server.port)
  t.teardown(() => control.destroy())
  await readGreeting(context, control)
  let id = 100
  return { context, control, list: request => listOver(context, control, { id: id++, ...request }) }
}

/** Answers PASV as it should be; `serve` has the rest of the transfer. */
export function passive(
  serve: (client: OddClient, data: Socket) => void | Promise<void>,
  around = ['227 (', ')\r\n'],
): Script {
  let data: Promise<Socket> | undefined
  return async (line, client) => {
    if (line === 'NOOP') client.say('200 in step\r\n')
    if (line === 'PASV') {
      const port = await client.passive()
      data = port.data
      client.say(around.join(port.numbers))
    }
    if (line === 'LIST' && data !== undefined) await serve(client, await data)
  }
}

export async function isInStep(control: ControlConnection): Promise<boolean> {
  return (await control.command('NOOP', 'command')).text === 'in step'
}
