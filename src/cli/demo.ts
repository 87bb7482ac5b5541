import { relative } from 'node:path'
import type { Command } from 'commander'
import { tool } from '../run/tool.js'
import { finish, print } from './finish.js'
import { onInterrupt } from './interrupt.js'
import { watch } from './progress.js'
import { textOptions } from './terminal.js'

/** The command as this person would type it: installed, or in a clone of the sources. */
function command(): string {
  const [, script = ''] = process.argv
  return /\.[cm]?js$/.test(script) ? `node ${relative('.', script)}` : tool.name
}

const farewell = (): string => `Now your own server (without --user, all that needs no login is looked at):
  ${command()} check ftp.partner.example --user edi
`

/** `demo`: a bundled server that misbehaves, and what a report about it looks like. */
export function addDemo(program: Command): void {
  program
    .command('demo')
    .summary('see a diagnosis of a server that misbehaves on this machine')
    .description('Starts a server that misbehaves on this machine, checks it, and shows the report.')
    .option('--no-color', 'no colours (as NO_COLOR=1 does)')
    .action(async ({ color }: { readonly color: boolean }) => {
      const { end, onProgress } = watch(false)
      const { signal, status } = onInterrupt(end)
      const { demo } = await import('../run/demo.js')
      const { format } = await import('../../reports/formats/text.js')
      const options = { platform: process.platform, signal, ...(onProgress ? { onProgress } : {}) }
      const { story, report, asExpected } = await demo(options).finally(end)
      await print(`${story}\n\n${format.show(report, textOptions(color, true))}\n`)
      if (!signal.aborted) await print(farewell())
      await finish(status() ?? (asExpected ? 0 : 4))
    })
}
