import { CommanderError } from 'commander'
import { harmless } from '../../reports/sanitise.js'

/** One sentence about wrong usage, without a value that could be a secret. */
export function usageSentence(error: Error): string {
  return error instanceof CommanderError ? fromCommander(error) : harmless(error.message, 500)
}

/** "error: unknown option '--prot'\n(Did you mean --port?)" as one sentence. */
function fromCommander({ code, message }: CommanderError): string {
  const [first = '', hint] = message.replace(/^error: /, '').split('\n')
  const [, given = ''] = /'([^']*)'/.exec(first) ?? []
  if (code === 'commander.unknownOption') {
    const name = given.replace(/=.*$/s, '')
    if (/^--?pass(word|wd)?$/i.test(name)) return noPasswordOption
    return `unknown option ${harmless(name)}${suggestion(hint)}`
  }
  if (code === 'commander.unknownCommand') return unknownCommand(given, hint)
  const words = commanderWords.reduce((text, [theirs, ours]) => text.replace(theirs, ours), first)
  return harmless(words, 300) + suggestion(hint)
}

/** Commander's sentences in our words. */
const commanderWords: readonly (readonly [RegExp, string])[] = [
  [/^too many arguments for '(\w+)'\. Expected (\d+) .*$/, 'too many arguments: $1 takes $2'],
  [/^command-argument value '(.*)' is invalid .* Allowed choices are (.*)\.$/, "there is no '$1': $2"],
  [/^missing required argument '(.*)'$/, 'the <$1> is missing'],
  [/^option '(\S+ )?(--\S+).*' argument missing$/, '$2 wants a value'],
]

const noPasswordOption =
  'a password on the command line can be read by others: use --password-file, FTPS_DOCTOR_PASSWORD or the prompt'

function suggestion(hint: string | undefined): string {
  const [, name] = /\(Did you mean (?:one of )?([^?]*)\?\)/.exec(hint ?? '') ?? []
  return name === undefined ? '; see --help' : `; did you mean ${name}?`
}

/** A host in the command's place is the likeliest slip. It may be a URL with a password, so it is not repeated. */
function unknownCommand(given: string, hint: string | undefined): string {
  if (/[.:/@]/.test(given)) return 'this is no command; to look at a server: ftps-doctor check <host>'
  return `unknown command ${harmless(given)}${suggestion(hint)}`
}
