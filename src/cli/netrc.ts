import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { why } from '../run/file-trouble.js'
import { UsageError } from '../run/usage-error.js'

/** What a netrc file holds for one machine. */
export interface NetrcEntry {
  readonly login?: string
  readonly password?: string
}

/** The entry for this host, and for this user if one is named; only ever read when `--netrc` asks for it. */
export function netrcEntry(
  option: true | string,
  host: string,
  user: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): NetrcEntry {
  const file = option === true ? (environment.NETRC ?? join(homedir(), '.netrc')) : option
  const entry = parseNetrc(readNetrc(file)).find(
    one => (one.machine === undefined || one.machine === host) && (user === undefined || one.login === user),
  )
  if (entry === undefined)
    throw new UsageError(`${file} has no entry for ${user === undefined ? host : `${user} at ${host}`}`)
  return entry
}

function readNetrc(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${why(error)}`)
  }
}

/** The entries in order; that of `default` has no machine. Macros (`macdef`) run to an empty line and are skipped. */
export function parseNetrc(text: string): readonly (NetrcEntry & { readonly machine?: string })[] {
  const tokens = text
    .replace(/^[ \t]*macdef[\s\S]*?(\n[ \t]*\n|$(?![\s\S]))/gm, '\n')
    .replace(/^[ \t]*#.*$/gm, '')
    .match(/"(?:\\.|[^"\\])*"|\S+/g)
  const entries: { machine?: string; login?: string; password?: string }[] = []
  const words = (tokens ?? []).map(unquoted)
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (word === 'default') entries.push({})
    else if (word === 'machine') entries.push({ machine: words[++at] ?? '' })
    else if (word === 'login' || word === 'password') {
      const entry = entries.at(-1)
      const value = words[++at]
      if (entry !== undefined && value !== undefined) entry[word] = value
    } else at++
  }
  return entries
}

function unquoted(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token
}
