import { UsageError } from '../run/usage-error.js'
import { finish } from './finish.js'

/** Asks for a password without echo; only where a person sits at both ends. */
export async function askPassword(sentence: string, user: string): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY || !stderr.isTTY)
    throw new UsageError(`there is no password for ${user}: give --password-file or FTPS_DOCTOR_PASSWORD`)
  // First: what is typed while the sentence is still being written must not be echoed either.
  stdin.setRawMode(true)
  stderr.write(sentence)
  try {
    const password = await readHidden(stdin)
    if (password === '') throw new UsageError('no password was given')
    return password
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

const interrupt = '\x03'
const endOfInput = '\x04'
const eraseLine = '\x15'

/** One line as typed: backspace and Ctrl-U as everywhere, Ctrl-C ends the program. */
function readHidden(stdin: NodeJS.ReadStream): Promise<string> {
  stdin.setEncoding('utf8')
  stdin.resume()
  return new Promise(resolve => {
    let typed = ''
    const take = (chunk: string): void => {
      for (const character of chunk) {
        if (character === '\r' || character === '\n' || character === endOfInput) {
          stdin.off('data', take)
          resolve(typed)
          return
        }
        if (character === interrupt) void interrupted(stdin)
        else if (character === '\x7f' || character === '\b') typed = Array.from(typed).slice(0, -1).join('')
        else if (character === eraseLine) typed = ''
        else typed += character
      }
    }
    stdin.on('data', take)
  })
}

async function interrupted(stdin: NodeJS.ReadStream): Promise<never> {
  stdin.setRawMode(false)
  process.stderr.write('\n')
  return finish(130)
}
