/** What a client of bare sockets says to a server, the same to all, and what it is answered. */
import { RawClient } from '../../fixtures/support/raw-client.js'

interface Spoken {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly ca: string
}

export interface Said {
  /** The state, and the command. */
  readonly to: string
  readonly reply: string
}

const inClear = ['FEAT', 'AUTH XYZZY', 'PBSZ 0', 'PROT P', 'NOOP', 'XYZZY', 'PWD', 'LIST']
const insideTls = ['FEAT', 'PBSZ 0', 'PWD', 'LIST']
const loggedIn = [
  ...[
    'FEAT',
    'SYST',
    'PWD',
    'NOOP',
    'XYZZY',
    'TYPE I',
    'TYPE A',
    'MODE S',
    'STRU F',
    'OPTS UTF8 ON',
    'ALLO 1',
  ],
  ...[
    'CWD /',
    'CDUP',
    'TYPE I',
    'REST 0',
    'CWD nowhere',
    'SIZE nowhere',
    'MDTM nowhere',
    'DELE nowhere',
    'RMD nowhere',
  ],
  ...['RNFR nowhere', 'RNTO nowhere', 'PROT X', 'PROT S', 'PROT E', 'PROT C', 'PBSZ 0', 'PROT P'],
  ...['PASV', 'EPSV', 'PORT 1', 'EPRT 1', 'QUIT'],
]

/** Every command with its reply, in order. */
export async function converse({ host, port, user, password, ca }: Spoken): Promise<readonly Said[]> {
  const client = await RawClient.to(port, host)
  try {
    const all: Said[] = [{ to: 'greeting', reply: await client.reply() }]
    const say = async (state: string, lines: readonly string[]): Promise<void> => {
      for (const line of lines) all.push({ to: `${state}: ${line}`, reply: await client.ask(line) })
    }
    await say('in clear', [...inClear, 'AUTH TLS'])
    await client.startTls(ca)
    await say('inside TLS', insideTls)
    const login = [await client.ask(`USER ${user}`), await client.ask(`PASS ${password}`)]
    all.push(...login.map((reply, at) => ({ to: ['USER', 'PASS'][at] ?? '', reply })))
    await say('logged in', loggedIn)
    return all
  } finally {
    client.close()
  }
}
