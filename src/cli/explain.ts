import type { Command } from 'commander'
import { finish, print } from './finish.js'
import { textOptions } from './terminal.js'

/** `explain <id | an error text>`: what a finding or an error message means, and what to change. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .summary('say what an error message or a finding means')
    .description('Explains a finding, or the error text of any client: why, the proof, and what to change.')
    // An error text may hold words that begin with a dash.
    .allowUnknownOption()
    .argument('<id or error text...>', 'such as passive-ports-filtered, or "GnuTLS error -110"')
    .action(async (words: readonly string[]) => {
      const text = words.join(' ')
      const { explain } = await import('../run/explain.js')
      const { explanationLines, lookAlikeLines } = await import('../../reports/text/explanation.js')
      const { pageOf, widthOf } = await import('../../reports/text/page.js')
      const options = textOptions(false, true)
      const explained = explain(text)
      const lines =
        explained.is === 'one'
          ? explanationLines(explained.explanation, widthOf(options))
          : lookAlikeLines(text, explained.matches, widthOf(options))
      await print(pageOf(lines, options))
      await finish(0)
    })
}
