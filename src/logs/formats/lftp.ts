import { eachLine, noteOrError, type LogFormat, type ReadLine } from '../entry.js'

/** `-d` or `debug` of lftp 4.9.2, which shows the password; `debug -t` and `-p` put a time and a number before. */
const before = /^(?:\[\d+\] )?(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )?/

const read: ReadLine = whole => {
  const line = whole.replace(before, '')
  const [, mark = '', text = ''] = /^(--->|<---|----|\*\*\*\*) ?(.*)$/.exec(line) ?? []
  if (mark === '--->') return { kind: 'command', text }
  if (mark === '<---') return { kind: 'reply', text }
  if (mark === '****') return { kind: 'error', text }
  if (mark === '')
    return /^(?:\S+: )?(?:Fatal error|Login failed|Access failed|ERROR): ?/.test(line)
      ? { kind: 'error', text: line }
      : undefined
  const [, host, address, port] = /^Connecting to (\S+) \(([\da-f.:]+)\) port (\d{1,5})$/i.exec(text) ?? []
  if (host !== undefined && address !== undefined)
    return { kind: 'control', text, host, address, port: Number(port) }
  const [, data, at] = /^Connecting data socket to \(([\da-f.:]+)\) port (\d{1,5})$/i.exec(text) ?? []
  if (data !== undefined) return { kind: 'dial', text, address: data, port: Number(at) }
  return noteOrError(text)
}

export const format: LogFormat = {
  id: 'lftp',
  client: 'lftp',
  isTelltale: line => /^(?:--->|<---|----|\*\*\*\*) /.test(line.replace(before, '')),
  read: eachLine(read),
}
