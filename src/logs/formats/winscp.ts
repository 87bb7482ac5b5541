import { eachLine, noteOrError, type LogFormat, type ReadLine } from '../entry.js'

/** The session log of WinSCP 5 and 6: `.` says what it does, `<` and `>` are the conversation, `!` and `*` are errors, each with a time. */
const marked = /^([.<>!*]) \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} (.*)$/

const read: ReadLine = line => {
  const [, mark = '', text = ''] = marked.exec(line) ?? []
  switch (mark) {
    case '>':
      return { kind: 'command', text }
    case '<':
      return { kind: 'reply', text }
    case '!':
    case '*':
      return { kind: 'error', text }
    case '.':
      return readStatus(text)
    default:
      return undefined
  }
}

function readStatus(text: string): ReturnType<ReadLine> {
  const [, host, port] = /^Host name: (\S+) \(Port: (\d{1,5})\)/.exec(text) ?? []
  if (host !== undefined) return { kind: 'note', text, host, port: Number(port) }
  if (/^FTPS?: .*Implicit/i.test(text) || /^FTP: FTPS: Implicit/i.test(text))
    return { kind: 'note', text, implicit: true }
  if (/^Connecting to \S+ ?\.\.\.$/.test(text)) {
    const [, named = '', at] = /^Connecting to (.+?)(?::(\d{1,5}))? ?\.\.\.$/.exec(text) ?? []
    return { kind: 'control', text, host: named, ...(at === undefined ? {} : { port: Number(at) }) }
  }
  return noteOrError(text)
}

export const format: LogFormat = {
  id: 'winscp',
  client: 'WinSCP',
  isTelltale: line => marked.test(line),
  read: eachLine(read),
}
