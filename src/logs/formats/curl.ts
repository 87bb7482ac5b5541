import { isIP } from 'node:net'
import { eachLine, noteOrError, type LogFormat, type ReadLine } from '../entry.js'

/**
 * `-v` of curl 7.88: `*` says what it does, `<` and `>` are the conversation, `{` and `}` count bytes; `--trace-time` puts a time
 * before. Without `-s` the progress meter (four percentages and sizes, two speeds, three times, a speed) ends where the next line begins.
 */
const before =
  /^(?: *\d+ +\S+ +\d+ +\S+ +\d+ +\S+ +\S+ +\S+ +[\d:-]+ +[\d:-]+ +[\d:-]+ +\w+(?=[*<>{}] |\d\d:\d\d:))?(?:\d\d:\d\d:\d\d\.\d{6} )?(?:\[[\dx]+-[\dx]+\] )?/
const telltale =
  /^(?:\* +(?:Trying \S+:\d+\.\.\.|Connected to \S+ \(.*\) port \d+|Established connection to|Could not resolve host|Failed to connect to \S+ port|connect to \S+ port \d+ failed|Closing connection|Connection #\d+ to host|SSL connection using|TLSv1\.\d \(|Connect data stream|Entry path is)|curl: \(\d{1,2}\) )/

/** What is said to a proxy in HTTP. */
const ofHttp = /^$|^[\w-]+:(?:\s|$)|^(?:CONNECT|Host|User-Agent) |\sHTTP\/[\d.]+$/

const read: ReadLine = whole => {
  const line = whole.replace(before, '')
  const command = /^> (.*)$/.exec(line)?.[1]
  if (command !== undefined) return { kind: ofHttp.test(command) ? 'note' : 'command', text: command }
  const reply = /^< (.*)$/.exec(line)?.[1]
  if (reply !== undefined) return { kind: 'reply', text: reply }
  if (/^curl: \(\d{1,2}\) /.test(line)) return { kind: 'error', text: line, ends: true }
  const note = /^\* +(.*)$/.exec(line)?.[1]
  if (note === undefined) return undefined
  return readNote(note)
}

/** Up to 7.88 and behind it; of a connection that is left open the next command tells that it goes on. */
const end = /^(?:Closing|shutting down) connection\b|^Connection #\d+ to host \S+ left intact/i
const tunnel =
  /^(?:Establish HTTP proxy tunnel to|SOCKS4\w* communication to|SOCKS5 connect to(?: IPv[46])?) \[?([\w.:-]+?)\]?:(\d{1,5})(?: |$)/

function readNote(note: string): ReturnType<ReadLine> {
  if (end.test(note)) return { kind: 'note', text: note, ends: true }
  const [, behindProxy, gate] = tunnel.exec(note) ?? []
  if (behindProxy !== undefined)
    return {
      kind: 'dial',
      text: note,
      host: behindProxy,
      ...(isIP(behindProxy) === 0 ? {} : { address: behindProxy }),
      port: Number(gate),
      throughProxy: true,
    }
  const [, address, port] = /^Trying \[?([\da-f.:]+?)\]?:(\d{1,5})\.\.\.$/i.exec(note) ?? []
  if (address !== undefined) return { kind: 'dial', text: note, address, port: Number(port) }
  const [, host, there, at] =
    /^(?:Connected|Established connection) to (\S+) \(([\da-f.:]+)(?:\)| ) ?port (\d{1,5})/i.exec(note) ?? []
  if (host !== undefined && there !== undefined)
    return { kind: 'dial', text: note, host, address: there, port: Number(at) }
  const [, named, behind] =
    /^(?:Could not resolve host: |Failed to connect to )(\S+)(?: port (\d{1,5}))?/.exec(note) ?? []
  if (named !== undefined)
    return {
      kind: 'error',
      text: note,
      host: named,
      ...(behind === undefined ? {} : { port: Number(behind) }),
    }
  // Each message of TLS gets a line, the alert that ends it in good order too: what goes wrong is said again.
  return /^TLSv1\.\d \(/.test(note) ? { kind: 'note', text: note } : noteOrError(note)
}

export const format: LogFormat = {
  id: 'curl',
  client: 'curl',
  isTelltale: line => telltale.test(line.replace(before, '')),
  read: eachLine(read),
}
