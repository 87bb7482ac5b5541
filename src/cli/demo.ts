import { relative } from 'node:path'
import type { Command } from 'commander'
import { tool } from '../run/tool.js'
import { finish, print } from './finish.js'
import { onInterrupt } from './interrupt.js'
import { textOptions } from './terminal.js'

/** The command as this person would type it: installed, or in a clone of the sources. */
function command(): string {
  const [, script = ''] = process.argv
  return /\.[cm]?js$/.test(script) ? `node ${relative('.', script)}` : tool.name
}

const farewell = (): string => `Now your own server; without --user, all that needs no login is looked at:
  ${command()} check ftp.partner.example --user edi
`

/** `demo`: bundled servers that misbehave, and what a report about them looks like. */
export function addDemo(program: Command): void {
  program
    .command('demo')
    .summary('see a diagnosis of a server that misbehaves on this machine')
    .description('Starts servers that misbehave on this machine, checks them, and shows the reports.')
    .option('--no-color', 'no colours (as NO_COLOR=1 does)')
    .action(async ({ color }: { readonly color: boolean }) => {
      const interrupt = onInterrupt(() => undefined)
      const { demo } = await import('../run/demo.js')
      const { format } = await import('../../reports/formats/text.js')
      let asExpected = true
      for await (const shown of demo({ platform: process.platform, signal: interrupt.signal })) {
        if (interrupt.signal.aborted) break
        asExpected &&= shown.asExpected
        await print(`${shown.story}\n\n${format.show(shown.report, textOptions(color, true))}\n\n`)
      }
      if (!interrupt.signal.aborted) await print(farewell())
      await finish(interrupt.status() ?? (asExpected ? 0 : 4))
    })
}
