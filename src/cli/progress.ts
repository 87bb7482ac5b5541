import { harmless } from '../../reports/sanitise.js'
import { connectionLabel, eventLines } from '../../reports/text/conversation.js'
import { securityWords } from '../../reports/text/words.js'
import type { CheckOptions, Progress } from '../run/check-options.js'
import type { TranscriptEvent } from '../model/transcript.js'

/** What a watching person sees while it runs, on stderr: one line, rewritten, and gone at the end. */
export interface Watcher extends Pick<CheckOptions, 'onNotice' | 'onEvent'> {
  readonly onProgress?: (progress: Progress) => void
  /** Takes the line away for good. */
  readonly end: () => void
}

const eraseLine = '\r\x1b[K'

export function watch(verbose: boolean): Watcher {
  const { stderr } = process
  const rewrites = stderr.isTTY && !verbose && process.env.TERM !== 'dumb'
  let line = ''
  let ended = false
  const erase = (): void => {
    if (line !== '') stderr.write(eraseLine)
    line = ''
  }
  return {
    onNotice(text) {
      erase()
      stderr.write(`${harmless(text, 500)}\n`)
    },
    ...(rewrites
      ? {
          onProgress(progress: Progress) {
            if (ended) return
            const next = progressLine(progress).slice(0, Math.max(20, stderr.columns - 1))
            if (next !== line) stderr.write(eraseLine + next)
            line = next
          },
        }
      : {}),
    ...(verbose ? { onEvent } : {}),
    end() {
      ended = true
      erase()
    },
  }

  function onEvent(connection: number, role: 'control' | 'data', event: TranscriptEvent): void {
    const label = connectionLabel(connection, role)
    for (const text of eventLines(event)) stderr.write(`${label} ${text}\n`)
  }
}

export function progressLine({ doing, waysDone, logins, seconds }: Progress): string {
  const time = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
  const what = (securityWords as Readonly<Record<string, string | undefined>>)[doing] ?? harmless(doing, 40)
  return `${what}: ${waysDone} of 80 ways tried, ${logins} ${logins === 1 ? 'login' : 'logins'}, ${time}`
}
