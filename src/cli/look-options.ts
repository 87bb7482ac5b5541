import { Option, type Command } from 'commander'
import type { CheckOptions } from '../run/check-options.js'
import { oneLine, type WrittenTarget } from '../run/parse-target.js'
import { UsageError } from '../run/usage-error.js'
import { seconds, whole } from './numbers.js'

/** What the options about the look itself hold, as commander leaves them. */
export interface LookOptions {
  readonly allowClearLogin?: true
  readonly dialAdvertised?: true
  readonly audit?: true
  readonly passiveOnly?: true
  readonly path?: string
  readonly file?: string
  readonly only?: readonly string[]
  readonly loginBudget?: number
  readonly concurrency?: number
  readonly timeout?: number
}

const mostLogins = 1_000
const mostSessions = 32
const mostSeconds = 3_600

/** What is looked at, and what is allowed for it. */
export function addLookOptions(command: Command): void {
  const argument = (flags: string, about: string, read: (text: string) => number): Option =>
    new Option(flags, about).argParser(read)
  command
    .optionsGroup('What is looked at, and what is allowed:')
    .option('--allow-clear-login', 'send the password in clear too')
    .option('--dial-advertised', 'dial the address that the server names for data, whatever it is')
    .option(
      '--audit',
      'do what no client does: two minutes of silence, an SSLv2 hello where no other is answered',
    )
    .option('--passive-only', 'not PORT and EPRT, which listen on this machine')
    .option('--path <dir>', 'list this directory, not that of the login')
    .option('--file <remote>', 'fetch this file when listings are refused')
    .option('--only <list>', 'only these probes, or ways such as auth-tls/P/*; with commas', intoList)
    .addOption(
      argument(
        '--login-budget <n>',
        'at most so many logins (default: 24)',
        whole('--login-budget', 1, mostLogins),
      ),
    )
    .addOption(
      argument(
        '--concurrency <n>',
        'at most so many sessions at once (default: 4)',
        whole('--concurrency', 1, mostSessions),
      ),
    )
    .addOption(
      argument(
        '--timeout <s>',
        'seconds for the whole check (default: 120)',
        seconds('--timeout', mostSeconds),
      ),
    )
}

function intoList(text: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...text
      .split(',')
      .map(word => word.trim())
      .filter(word => word !== ''),
  ]
}

/** The look as `check` takes it. Loads the model, so it is called when a run is certain. */
export async function lookOf(options: LookOptions, written: WrittenTarget): Promise<CheckOptions> {
  const { allowClearLogin, dialAdvertised, audit, passiveOnly, file, only } = options
  const { loginBudget, concurrency, timeout } = options
  if (only !== undefined) await checkSelection(only)
  if (options.path !== undefined && written.path !== undefined && options.path !== written.path)
    throw new UsageError('two folders are given: one in the URL, one by --path')
  const path = options.path ?? written.path
  const { limits } = await import('../model/limits.js')
  return {
    ...(allowClearLogin ? { allowClearLogin } : {}),
    ...(dialAdvertised ? { dialAdvertised } : {}),
    ...(audit ? { audit } : {}),
    ...(passiveOnly ? { passiveOnly } : {}),
    ...(path === undefined ? {} : { path: oneLine(path, '--path') }),
    ...(file === undefined ? {} : { file: oneLine(file, '--file') }),
    ...(only === undefined ? {} : { only }),
    ...(loginBudget === undefined ? {} : { loginBudget }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(timeout === undefined
      ? {}
      : { limits: { ...limits, deadlines: { ...limits.deadlines, whole: Math.round(timeout * 1000) } } }),
  }
}

/** Before a password is asked for: a selection that matches nothing is a slip. */
async function checkSelection(only: readonly string[]): Promise<void> {
  if (only.length === 0) throw new UsageError('--only names nothing')
  const { selectCells } = await import('../run/make-wishes.js')
  selectCells(only)
  const { lists } = await import('../run/lists.js')
  const probes = ((await lists.probes?.()) ?? []).map(({ id }) => id)
  for (const name of only)
    if (!name.includes('/') && !probes.includes(name))
      throw new UsageError(
        `--only ${name} is no probe (${probes.join(', ')}) and no way such as auth-tls/P/*`,
      )
}
