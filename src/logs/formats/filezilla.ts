import { eachLine, noteOrError, type LogFormat, type ReadLine } from '../entry.js'

/** The message log of FileZilla 3 in English, copied from its window or as its file has it (date, process, engine before each line). */
const labelled =
  /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \d+ \d+ |\d\d:\d\d:\d\d\s+)?(Status|Command|Response|Error|Trace):\s+(.*)$/

const read: ReadLine = line => {
  const [, label = '', text = ''] = labelled.exec(line) ?? []
  switch (label) {
    case 'Command':
      return { kind: 'command', text }
    case 'Response':
      return { kind: 'reply', text }
    case 'Error':
      return { kind: 'error', text }
    case 'Status':
      return readStatus(text)
    default:
      return undefined
  }
}

function readStatus(text: string): ReturnType<ReadLine> {
  const [, address, port] = /^Connecting to \[?([\da-f.:]+?)\]?:(\d{1,5})\.\.\.$/i.exec(text) ?? []
  if (address !== undefined) return { kind: 'control', text, address, port: Number(port) }
  const host = /^Resolving address of (\S+)$/.exec(text)?.[1]
  return host === undefined ? noteOrError(text) : { kind: 'note', text, host }
}

export const format: LogFormat = {
  id: 'filezilla',
  client: 'FileZilla',
  isTelltale: line => labelled.test(line),
  read: eachLine(read),
}
