import type { FormatOptions } from '../../src/model/report.js'
import type { Plan } from '../../src/model/plan.js'
import { harmless } from '../sanitise.js'
import { paintFor } from './paint.js'
import { count, linesOf, type Paragraph } from './prose.js'

/** `check --plan`: the connections, logins and commands of a check, and the ports that it may dial. */
export function planLines(plan: Plan, options: FormatOptions, width: number): string[] {
  const { host, looks, seconds } = plan
  const paint = paintFor(options)
  const looked = looks.map(({ title, planned }) => {
    const data = planned.dataConnections ?? 0
    const made = [
      ...(planned.connections === 0 ? [] : [count(planned.connections, 'connection')]),
      ...(data === 0 ? [] : [count(data, 'data connection')]),
    ]
    const parts = [made.join(', '), planned.commands.join(', '), planned.note ?? '']
    return { text: `${title}: ${parts.filter(part => part !== '').join('; ')}` }
  })
  const paragraphs: Paragraph[] = [
    ...(plan.proxy === undefined ? [] : [{ label: 'proxy', text: proxyWords(plan.proxy) }]),
    { label: 'name', text: nameWords(plan) },
    { label: 'ports', text: portWords(plan) },
    { label: 'logins', text: loginWords(plan) },
    { label: 'time', text: `at most ${seconds} s` },
    { label: 'never', text: 'it writes, renames or deletes nothing on the server' },
  ]
  return [
    `${paint.bold('PLAN')}    ${harmless(host)}: nothing was sent for this`,
    ...paragraphs.flatMap(paragraph => linesOf(paragraph, width)),
    '',
    ...linesOf(
      {
        label: 'looks',
        text: 'in this order; connections are what is usual, and more where something fails. No other command is sent.',
      },
      width,
    ),
    ...looked.flatMap((paragraph, index) => linesOf({ ...paragraph, label: String(index + 1) }, width)),
  ]
}

function proxyWords(proxy: string): string {
  return `every connection goes through ${harmless(proxy)}, for data too; PORT and EPRT are not tried, since nobody could come through it to us`
}

function nameWords({ resolves, ports, proxy }: Plan): string {
  if (proxy !== undefined) return 'no name server is asked from here: the proxy is told whom to connect to'
  return resolves
    ? `a name server is asked once; where it names several addresses, up to 4 are dialled on port ${ports.explicit}, and only the first that takes the connection is looked at`
    : 'an address: no name server is asked'
}

function portWords({ ports, looks, listens, dialsAdvertised }: Plan): string {
  const own = [...new Set([ports.explicit, ports.implicit])].join(' and ')
  const witnesses =
    ports.witnesses.length === 0
      ? ''
      : `; only where these are silent also ${ports.witnesses.join(' and ')}, which tells a firewall from a host that is not there`
  const hasData = looks.some(({ planned }) => planned.dataConnections !== undefined)
  const data = hasData
    ? `; for data those that the server names, ${dialsAdvertised ? 'at whatever address it names' : 'always at its own address'}`
    : ''
  const listening = listens ? '; for PORT and EPRT a port of this machine listens for a moment' : ''
  return `${own}${witnesses}${data}${listening}`
}

function loginWords({ login }: Plan): string {
  if (login === undefined) return 'none'
  const { user, usual, most, inClear, unverified } = login
  const inside = unverified ? 'inside TLS that proves nothing' : 'only inside TLS that verified'
  const where = inClear ? `${inside.replace('only ', '')} and IN CLEAR` : inside
  return `about ${usual} as ${harmless(user)}, at most ${most}, ${where}; a wrong password is tried once`
}
