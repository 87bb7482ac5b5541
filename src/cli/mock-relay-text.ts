import { harmless } from '../../reports/sanitise.js'
import type { RelayEvent, RunningRelay } from '../run/library.js'

/** The first line of `mock relay --json`. */
export function relayFacts({ url, host, port, implicit, target, faults }: RunningRelay): object {
  return { url, host, port, implicit, target, faults }
}

/** What a command learns about the relay beside it; who may log in is the server's matter. */
export function relayVariables({
  host,
  port,
  url,
  implicit,
}: RunningRelay): Readonly<Record<`FTPS_${string}`, string>> {
  return {
    FTPS_HOST: host,
    FTPS_PORT: String(port),
    FTPS_URL: url,
    ...(implicit ? { FTPS_SECURITY: 'implicit' } : {}),
  }
}

/** The faults of the wire, for people or as JSON. */
export async function faultList({ json = false }: { readonly json?: boolean }): Promise<string> {
  const { listWireFaults } = await import('../run/list-wire-faults.js')
  const faults = await listWireFaults()
  if (json) return `${JSON.stringify(faults, null, 2)}\n`
  const { wrap } = await import('../../reports/text/prose.js')
  const entries = faults.map(({ id, does, takes }) =>
    [
      takes === undefined ? id : `${id}=N  (${takes.unit}, ${takes.usual} where none is given)`,
      ...wrap(`${does}.`, 76).map(line => `    ${line}`),
    ].join('\n'),
  )
  return `${entries.join('\n')}\n\nUse one: ftps-doctor mock relay <host:port> --fault <id>\n`
}

/** What a person reads who started a relay. */
export async function relayWelcome(relay: RunningRelay, width: number): Promise<string> {
  const { wrap } = await import('../../reports/text/prose.js')
  const { listWireFaults } = await import('../run/list-wire-faults.js')
  const all = await listWireFaults()
  const does = relay.faults.flatMap(text => {
    const sentence = all.find(({ id }) => id === text.replace(/=.*$/, ''))?.does ?? ''
    return wrap(`${text}: ${sentence}.`, width - 2).map(line => `  ${line}`)
  })
  const { host, port, target, implicit } = relay
  return [
    ...wrap(
      `In front of ${target.host} port ${target.port}${implicit ? ' (implicit TLS)' : ''}; listens on ${host} port ${port}.`,
      width,
    ),
    ...(does.length > 0 ? does : ['  no fault: all goes by as it comes']),
    '',
    'Ctrl-C stops it. What goes by, by control connection:',
    '',
  ].join('\n')
}

/** One event as a line. */
export function relayLine(event: RelayEvent): string {
  return `${event.connection ?? '-'}  ${harmless(whatHappened(event), 200)}`
}

function whatHappened(event: RelayEvent): string {
  switch (event.kind) {
    case 'connect':
      return `connects from ${event.address}`
    case 'unreachable':
      return `the server cannot be reached: ${event.code}`
    case 'command':
      return `${event.command} ${event.argument}`.trim()
    case 'encrypted':
      return 'TLS from here on: nothing more can be read'
    case 'data-connection':
      return event.read ? 'data connection' : 'data connection to the passive range'
    case 'fault':
      return `FAULT ${event.fault}`
    case 'disconnect':
      return 'gone'
  }
}
