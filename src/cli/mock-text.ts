import { harmless } from '../../reports/sanitise.js'
import type { RunningServer, SeenEvent } from '../run/library.js'

const securityWords = {
  none: 'clear only',
  implicit: 'implicit TLS',
  'auth-tls': 'AUTH TLS',
  'auth-ssl': 'AUTH SSL',
} as const

/** What a person reads who started a server: what it is, how to get in, how to end it. */
export async function welcome(server: RunningServer, width: number): Promise<string> {
  const { wrap } = await import('../../reports/text/prose.js')
  const story = await storyOf(server.id)
  const second =
    server.implicitPort === undefined || server.implicitPort === server.port
      ? ''
      : `; implicit TLS on port ${server.implicitPort}`
  const indented = (text: string): string[] => wrap(text, width - 2).map(line => `  ${line}`)
  return [
    server.id,
    ...indented(story),
    '',
    ...wrap(
      `Listens on ${server.host} port ${server.port}: ${securityWords[server.security]}${second}.`,
      width,
    ),
    `  user ${server.user}, password ${server.password}`,
    `  authority ${server.caFile}`,
    '',
    'From another terminal:',
    ...curl(server).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`),
    '',
    ...doctor(server).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`),
    '',
    'Ctrl-C stops it. What the client does, by control connection:',
    '',
  ].join('\n')
}

async function storyOf(id: string): Promise<string> {
  const { isFixtureFile, readFixture } = await import('../run/fixture/read-fixture.js')
  if (isFixtureFile(id)) return (await readFixture(id)).story
  const { listServers } = await import('../run/list-servers.js')
  return (await listServers()).find(server => server.id === id)?.story ?? ''
}

/** Lists the directory after login; in lines that can be pasted together. */
function curl({ security, url, user, password, caFile, host }: RunningServer): string[] {
  const tls = security === 'none' || security === 'implicit' ? '' : ' --ssl-reqd'
  const brackets = host.includes(':') ? ' --globoff' : ''
  const trust = security === 'none' ? [] : [`--cacert ${caFile} \\`]
  const plainUrl = url.replace(/\/\/[^@/]*@/, '//')
  return [`curl${tls}${brackets} --user ${user}:${password} \\`, ...trust, plainUrl]
}

/** The check of it; the password is no secret. */
function doctor({ security, host, port, implicitPort, user, password, caFile }: RunningServer): string[] {
  const second = implicitPort === undefined || implicitPort === port ? '' : `--implicit-port ${implicitPort} `
  const trust = security === 'none' ? '' : ` --ca ${caFile}`
  const place = host.includes(':') ? `[${host}]` : host
  return [
    `FTPS_DOCTOR_PASSWORD=${password} ftps-doctor check ${place}:${port} \\`,
    `${second}--user ${user}${trust}`,
  ]
}

/** One event as a line. */
export function seenLine(event: SeenEvent): string {
  return `${event.connection}  ${harmless(whatHappened(event), 200)}`
}

function whatHappened(event: SeenEvent): string {
  switch (event.kind) {
    case 'connect':
      return `connects from ${event.address}${event.implicit ? ', to the port for implicit TLS' : ''}`
    case 'command':
      return `${`${event.command} ${event.argument}`.trim()}${event.clear ? '  (in clear)' : ''}`
    case 'tls':
      return `${event.version} on the ${event.role} connection${event.resumed ? ', resumed' : ''}`
    case 'login':
      return `login as ${event.user} ${event.accepted ? 'accepted' : 'refused'}${event.clear ? ', password in clear' : ''}`
    case 'data-connection':
      return `data connection by ${event.dataMode}, ${event.wire === 'tls' ? 'with TLS' : 'in clear'}`
    case 'close-notify':
      return `close_notify on the ${event.role} connection`
    case 'disconnect':
      return 'gone'
  }
}
