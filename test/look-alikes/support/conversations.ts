/** What the servers of these tests say, in clear, around the one thing that is wrong with them. */
import { converse, type Talk } from './raw-server.js'

/** FTP that knows AUTH TLS and wants it; after 234 the test goes on. */
export function afterAuth(goOn: (talk: Talk) => Promise<void>): (talk: Talk) => Promise<void> {
  return async talk => {
    talk.say('220 ready\r\n')
    for (let line = await talk.line(); line !== undefined; line = await talk.line()) {
      const [command = '', argument = ''] = line.toUpperCase().split(' ')
      if (command === 'AUTH' && argument === 'TLS') {
        talk.say('234 go on\r\n')
        return goOn(talk)
      }
      talk.say(`${answerBeforeTls(command)}\r\n`)
      if (command === 'QUIT') talk.end()
    }
  }
}

function answerBeforeTls(command: string): string {
  switch (command) {
    case 'AUTH':
      return '504 Unknown AUTH type'
    case 'FEAT':
      return '211-Features:\r\n AUTH TLS\r\n PBSZ\r\n PROT\r\n211 End'
    case 'QUIT':
      return '221 Goodbye'
    default:
      return '530 Non-anonymous sessions must use encryption.'
  }
}

/** An alert of the record protocol, fatal (RFC 8446 §6). */
export function fatalAlert(description: number): Buffer {
  return Buffer.from([21, 3, 3, 0, 2, 2, description])
}

/** A mail server whose greeting does not say that it is one (RFC 5321 knows HELP, NOOP, QUIT and RSET). */
export async function mailServer(talk: Talk): Promise<void> {
  talk.say('220 mail.example ready\r\n')
  await converse(talk, command => {
    if (command === 'QUIT') return '221 2.0.0 Bye'
    return command === 'NOOP' ? '250 2.0.0 Ok' : '502 5.5.2 Error: command not recognized'
  })
}

/** Says this, and hears whatever comes. */
export function greets(text: string): (talk: Talk) => Promise<void> {
  return async talk => {
    talk.say(text)
    await talk.bytes()
  }
}

/** Says this, and hangs up. */
export function greetsAndEnds(text: string): (talk: Talk) => Promise<void> {
  return async talk => {
    if (text !== '') talk.say(text)
    talk.end()
    await talk.bytes()
  }
}

export async function webServer(talk: Talk): Promise<void> {
  await talk.bytes()
  talk.say('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  talk.end()
}

/** Instead of an answer: the end of the connection. */
export const hangUp = ''

/** What stunnel makes of a server that knows no TLS: TLS from the first byte, and behind it one that answers as in clear. */
export function tlsFront(answers: Readonly<Record<string, string>>): (talk: Talk) => Promise<void> {
  const usual: Readonly<Record<string, string>> = {
    USER: '331 Password?',
    PASS: '230 Logged in',
    FEAT: '211-Features:\r\n EPSV\r\n211 End',
    TYPE: '200 OK',
    PASV: '425 No data connections here',
    EPSV: '425 No data connections here',
    QUIT: '221 Goodbye',
  }
  return async talk => {
    await talk.secure()
    talk.say('220 ready\r\n')
    await converse(talk, command => {
      const answer = { ...usual, ...answers }[command] ?? '500 Unknown'
      if (answer !== hangUp) return answer
      talk.end()
      return undefined
    })
  }
}
