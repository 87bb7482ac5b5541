import type { Command } from 'commander'
import type { FormatOptions, Report } from '../model/report.js'
import type { Shown } from '../run/show.js'
import { finish, print } from './finish.js'
import { textOptions } from './terminal.js'

/** `show <report.json> [way | finding | nearest]`: a saved report, or one thing of it, for people. */
export function addShow(program: Command): void {
  program
    .command('show')
    .summary('read a saved report, or one way or finding of it')
    .description('Shows a report that check --reporter json wrote, or one thing of it with its conversation.')
    .argument('<report.json>', 'a saved report, also of another version')
    .argument('[thing]', 'a way (auth-tls/P/EPSV), a finding (passive-ports-filtered), or nearest')
    .option('--no-color', 'no colours (as NO_COLOR=1 does)')
    .action(async (file: string, thing: string | undefined, { color }: { readonly color: boolean }) => {
      const { readReport } = await import('../run/read-report.js')
      const { diagnose } = await import('../run/library.js')
      const report = diagnose(await readReport(file))
      await print(await textOf(report, thing, { ...textOptions(color, true), saved: file }))
      await finish(0)
    })
}

async function textOf(report: Report, thing: string | undefined, options: FormatOptions): Promise<string> {
  if (thing === undefined) return (await import('../../reports/formats/text.js')).format.show(report, options)
  const { shownOf } = await import('../run/show.js')
  const { pageOf, widthOf } = await import('../../reports/text/page.js')
  return pageOf(await linesOf(report, shownOf(report, thing), options, widthOf(options)), options)
}

async function linesOf(
  report: Report,
  shown: Shown,
  options: FormatOptions,
  width: number,
): Promise<readonly string[]> {
  switch (shown.is) {
    case 'way':
      return (await import('../../reports/text/show-way.js')).wayLines(report, shown.cell, options, width)
    case 'finding':
      return (await import('../../reports/text/show-finding.js')).findingLines(
        report,
        shown.found,
        options,
        width,
      )
    case 'not-found': {
      const { notFoundLines } = await import('../../reports/text/show-finding.js')
      return notFoundLines(shown.finding, shown.undetermined, width)
    }
    case 'nearest': {
      const { nearestLines } = await import('../../reports/text/likeness.js')
      const { lists } = await import('../run/lists.js')
      const servers = (await lists.servers?.()) ?? []
      return nearestLines(report, new Map(servers.map(({ id, title }) => [id, title])), width)
    }
  }
}
