import { readFileSync } from 'node:fs'
import { Option, type Command } from 'commander'
import type { CheckOptions } from '../run/check-options.js'
import { why } from '../run/file-trouble.js'
import { oneLine, type WrittenTarget } from '../run/parse-target.js'
import { UsageError } from '../run/usage-error.js'
import { netrcEntry } from './netrc.js'
import { askPassword } from './prompt.js'
import { keepSecret } from './secrets.js'

/** What the options about the login hold, as commander leaves them. */
export interface LoginOptions {
  readonly user?: string
  readonly passwordFile?: string
  readonly netrc?: true | string
  readonly anonymous?: true
  /** False after `--no-login`. */
  readonly login: boolean
}

/** Who logs in: the same for every command that connects. */
export function addLoginOptions(command: Command): void {
  command
    .optionsGroup('Login:')
    .addOption(
      new Option('-u, --user <name>', 'the user name; without one nothing is logged in').argParser(readUser),
    )
    .option('--password-file <file>', 'a file whose one line is the password (- is standard input)')
    .option('--netrc [file]', 'take name and password from ~/.netrc, or from this file')
    .option('--anonymous', 'log in as anonymous')
    .option('--no-login', 'only what needs no login')
    .addHelpText(
      'after',
      '\nThe password comes from --password-file, --netrc, the variable FTPS_DOCTOR_PASSWORD,\nor is asked for on the terminal; never from the command line.',
    )
}

/** curl takes `name:password` here; others on this machine could read it in the list of processes. */
function readUser(text: string): string {
  if (text.includes(':'))
    throw new UsageError(
      'a password behind the user name can be read by others: use --password-file, FTPS_DOCTOR_PASSWORD or the prompt',
    )
  if (text === '') throw new UsageError('the user name is empty')
  return oneLine(text, 'the user name')
}

/** Where a password may come from besides the options. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The sentence that a person reads before the prompt. */
  readonly sentence: (user: string) => string
  /** Asks on the terminal, unless something else stands for that. */
  readonly ask?: (sentence: string, user: string) => Promise<string>
}

/** User and password, or neither. Asks on the terminal only when nothing else has the password. */
export async function credentials(
  options: LoginOptions,
  { host, user: writtenUser }: WrittenTarget,
  { environment, sentence, ask = askPassword }: Surroundings,
): Promise<CheckOptions> {
  const { anonymous, login, netrc, passwordFile } = options
  const user = agreedUser(options.user, writtenUser)
  if (!login || anonymous) {
    const word = login ? '--anonymous' : '--no-login'
    if (passwordFile !== undefined || netrc !== undefined || (anonymous && (!login || user !== undefined)))
      throw new UsageError(`${word} does not go with another way to log in`)
    return login ? { anonymous: true } : { login: false, ...(user === undefined ? {} : { user }) }
  }
  const entry = netrc === undefined ? undefined : netrcEntry(netrc, host, user, environment)
  const name = user ?? entry?.login
  if (name === undefined) {
    if (passwordFile !== undefined) throw new UsageError('--password-file wants a --user')
    return {}
  }
  const password =
    passwordFile === undefined
      ? (entry?.password ??
        (environment.FTPS_DOCTOR_PASSWORD || undefined) ??
        (await ask(sentence(name), name)))
      : readPassword(passwordFile)
  keepSecret(password)
  return { user: name, password: oneLine(password, 'the password') }
}

function agreedUser(option: string | undefined, written: string | undefined): string | undefined {
  if (option !== undefined && written !== undefined && option !== written)
    throw new UsageError('two user names are given: one in the URL, one by --user')
  return option ?? written
}

function readPassword(file: string): string {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read the password file ${file}: ${why(error)}`)
  }
  const password = text.replace(/\r?\n$/, '')
  keepSecret(password)
  if (password === '') throw new UsageError(`the password file ${file} is empty`)
  return oneLine(password, `the password file ${file}`)
}
