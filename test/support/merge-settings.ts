/**
 * Puts lines into a server's configuration as an administrator does who pastes them: what sets the same thing is
 * replaced where it stands, the rest is added. What counts as the same thing is the only difference between products.
 */
export type Configured = 'vsftpd' | 'ProFTPD' | 'Pure-FTPd' | 'pyftpdlib'

/** One setting: a line, or a block of ProFTPD's with all its lines. */
interface Setting {
  readonly key: string
  readonly text: string
}

interface Language {
  readonly keyOf: (line: string) => string
  /** Where a new setting belongs among those that are there. */
  readonly place: (setting: Setting, settings: readonly Setting[]) => number
}

const atTheEnd: Language['place'] = (_setting, settings) => settings.length

const languages: Readonly<Record<Configured, Language>> = {
  vsftpd: { keyOf: line => line.split('=')[0] ?? line, place: atTheEnd },
  'Pure-FTPd': { keyOf: line => firstWord(line).toLowerCase(), place: atTheEnd },
  ProFTPD: {
    // A block is the same block where its first line is; modules are loaded one by one.
    keyOf: line => (/^<|^LoadModule /i.test(line) ? line : firstWord(line)).toLowerCase(),
    place: atTheEnd,
  },
  pyftpdlib: { keyOf: keyOfPython, place: placeInPython },
}

const firstWord = (line: string): string => line.split(/\s/)[0] ?? line

/** What an assignment sets, what an import imports from, what a call calls. */
function keyOfPython(line: string): string {
  return /^from \S+ import|^[^('=]+(?: =|\()|^[^=]+(?==)/.exec(line)?.[0].trim() ?? line
}

/** Settings of the server come when it is there, before it serves; all else before it is made. */
function placeInPython({ key }: Setting, settings: readonly Setting[]): number {
  const before = key.startsWith('server.') ? 'server.serve_forever(' : 'server ='
  return settings.findIndex(setting => setting.key === before)
}

export function mergeSettings(product: Configured, configuration: string, change: string): string {
  const language = languages[product]
  const settings = settingsIn(configuration, language)
  for (const setting of settingsIn(change, language)) {
    const same = settings.findIndex(({ key }) => key === setting.key)
    if (same >= 0) settings[same] = setting
    else settings.splice(language.place(setting, settings), 0, setting)
  }
  return settings.map(({ text }) => `${text}\n`).join('')
}

function settingsIn(text: string, { keyOf }: Language): Setting[] {
  const blocks = text.match(/^<(\w+)[^]*?^<\/\1>$|^.+$/gm) ?? []
  return blocks.map(block => ({ key: keyOf(block.split('\n')[0] ?? block), text: block }))
}
