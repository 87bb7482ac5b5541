import type { FormatOptions } from '../model/report.js'

/** A wider terminal gets no wider text: prose is read best so, and a report that is pasted into a mail or a ticket keeps its lines. */
const usualWidth = 80

/** How the text report looks on what it is written to. A file gets 80 columns and no colour. */
export function textOptions(colourWanted: boolean, toStdout: boolean): FormatOptions {
  const terminal = toStdout && process.stdout.isTTY
  const columns = terminal ? process.stdout.columns : usualWidth
  return {
    width: Math.min(usualWidth, columns > 0 ? columns : usualWidth),
    colour: colourWanted && terminal && hasColours(),
    unicode: isUnicode(),
  }
}

/** no-color.org; a dumb terminal has none either. */
function hasColours(): boolean {
  const { NO_COLOR = '', TERM } = process.env
  return NO_COLOR === '' && TERM !== 'dumb'
}

/** POSIX names the character set in the locale; the terminals of Windows and macOS take UTF-8. */
function isUnicode(): boolean {
  const { LC_ALL = '', LC_CTYPE = '', LANG = '' } = process.env
  const locale = LC_ALL || LC_CTYPE || LANG
  if (process.platform === 'win32') return true
  if (locale === '') return process.platform === 'darwin'
  return /utf-?8/i.test(locale)
}
