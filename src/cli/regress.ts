import type { Command } from 'commander'
import { harmless } from '../../reports/sanitise.js'
import { count } from '../../reports/text/prose.js'
import type { Compared } from '../run/regress.js'
import { UsageError } from '../run/usage-error.js'
import { finish, print } from './finish.js'
import { onInterrupt } from './interrupt.js'
import { regressFormats, type RegressFormat } from './regress-formats.js'

const exitStatusHelp = `
Exit status: 0 the same, 1 different, 2 wrong usage, 4 a fault of ftps-doctor, 130 interrupted.

  ftps-doctor regress
  ftps-doctor regress tls/certificate-self-signed
  ftps-doctor regress --only 'tls/*,data/*' --reporter junit
  ftps-doctor regress partner.json`

/** `regress [ids...]`: the bundled servers against what they are expected to show, or fixtures against their recordings. */
export function addRegress(program: Command): void {
  program
    .command('regress')
    .summary('check the bundled servers against what they are expected to show')
    .description('Checks the bundled servers, all or some, and compares with what each is expected to show.')
    .argument(
      '[ids...]',
      'servers, as list servers has them, tls/* for a family, or files that fixture from made',
    )
    .option('--only <ids>', 'the same, with commas between: tls/*,data/late-preliminary-reply')
    .option('--reporter <format>', 'text, or for a pipeline tap or junit', 'text')
    .option('--update', 'make what is seen the expectation (in a clone of the sources)')
    .addHelpText('after', exitStatusHelp)
    .action(async (named: string[], { update = false, only = '', reporter }: Options) => {
      const ids = [...named, ...only.split(',').filter(id => id !== '')]
      const show = formatOf(reporter)
      const { regress, updatableFolder, updateExpectations } = await import('../run/regress.js')
      if (update) checkUpdatable(ids, updatableFolder)
      const interrupt = onInterrupt(text => process.stderr.write(`${text}\n`))
      const compared = await regress({ ids, signal: interrupt.signal, onProgress: told() })
      await print(show(compared))
      const stopped = interrupt.status()
      if (stopped === undefined && update) {
        updateExpectations(compared)
        await print('fixtures/expected is up to date\n')
      }
      await finish(stopped ?? statusOf(compared, update))
    })
}

interface Options {
  readonly update?: boolean
  readonly only?: string
  readonly reporter: string
}

const text: RegressFormat = compared => blocks(compared) + `${summary(compared)}\n`
const formats: Readonly<Record<string, RegressFormat>> = { text, ...regressFormats }

function formatOf(reporter: string): RegressFormat {
  const format = Object.hasOwn(formats, reporter) ? formats[reporter] : undefined
  if (format === undefined)
    throw new UsageError(`regress has no reporter ${reporter}: ${Object.keys(formats).join(', ')}`)
  return format
}

/** What a fixture is to come to is what its recording came to. */
function checkUpdatable(ids: readonly string[], updatableFolder: () => unknown): void {
  const file = ids.find(id => id.endsWith('.json'))
  if (file !== undefined)
    throw new UsageError(`--update is for bundled servers: ${file} is made anew by fixture from`)
  updatableFolder()
}

/** One line on a terminal, rewritten, and gone at the end. */
function told(): (done: number, all: number) => void {
  const { stderr } = process
  if (!stderr.isTTY || process.env['TERM'] === 'dumb') return () => undefined
  return (done, all) => stderr.write(`\r\x1b[K${done === all ? '' : `${done} of ${all} servers`}`)
}

/** A sentence that is the same for so many servers is told once. */
const manyServers = 4

/** What is worth telling: nothing of a server where all is as expected. */
function blocks(compared: readonly Compared[]): string {
  const servers = new Map<string, string[]>()
  for (const one of compared)
    for (const line of driftIn(one)) servers.set(line, [...(servers.get(line) ?? []), one.server])
  const common = [...servers].filter(([, ids]) => ids.length >= manyServers)
  const told = new Set(common.map(([line]) => line))
  return [
    ...common.map(([line, ids]) => `${ids.join(', ')}:\n  ${harmless(line, 2_000)}\n`),
    ...compared.map(one => block(one, told)),
  ].join('')
}

function block(one: Compared, told: ReadonlySet<string>): string {
  if (one.is === 'same') return ''
  const drift = driftIn(one)
  const own = drift.filter(line => !told.has(line))
  if (drift.length > 0 && own.length === 0) return ''
  return `${one.server}: ${wordsFor(one)}\n${own.map(line => `  ${harmless(line, 2_000)}\n`).join('')}`
}

function driftIn(one: Compared): readonly string[] {
  return 'drift' in one ? one.drift : []
}

function wordsFor(one: Compared): string {
  switch (one.is) {
    case 'same':
      return 'as expected'
    case 'different':
      return count(one.drift.length, 'difference')
    case 'new':
      return 'new'
    case 'gone':
      return 'no such server any more'
    case 'skipped':
      return `skipped, ${one.reason}`
    case 'failed':
      return `not looked at to the end: ${harmless(one.message, 500)}`
  }
}

function summary(compared: readonly Compared[]): string {
  const of = (is: Compared['is'], words: string): readonly string[] => {
    const number = compared.filter(one => one.is === is).length
    return number === 0 ? [] : [`${number} ${words}`]
  }
  const parts = [
    ...of('same', 'as expected'),
    ...of('different', 'different'),
    ...of('new', 'new'),
    ...of('gone', 'gone'),
    ...of('skipped', 'skipped'),
    ...of('failed', 'failed'),
  ]
  return `${count(compared.length, 'server')}: ${parts.join(', ') || 'none looked at'}`
}

function statusOf(compared: readonly Compared[], updated: boolean): number {
  if (compared.some(({ is }) => is === 'failed')) return 4
  const differs = compared.some(({ is }) => is === 'different' || is === 'new' || is === 'gone')
  return differs && !updated ? 1 : 0
}
