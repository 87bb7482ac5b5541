import type { Command } from 'commander'
import type { CheckOptions } from '../run/check-options.js'
import { checkProxy } from '../run/check-proxy.js'
import { parseTarget } from '../run/parse-target.js'
import { environmentNotices } from './environment.js'
import { sayFaults } from './crash.js'
import { finish, print } from './finish.js'
import { onInterrupt } from './interrupt.js'
import { addLoginOptions, credentials, type LoginOptions } from './login-options.js'
import { addLookOptions, lookOf, type LookOptions } from './look-options.js'
import { addOutputOptions, planOutputs, writeOutputs } from './outputs.js'
import { beforePassword } from './before-password.js'
import { watch } from './progress.js'
import { textOptions } from './terminal.js'
import { addProxyOption, proxyOf, type ProxyOptions } from './proxy-options.js'
import { addTargetOptions, targetOf, type TargetOptions } from './target-options.js'
import { addTrustOptions, trustOf, type TrustOptions } from './trust-options.js'

type Options = {
  readonly verbose?: true
  readonly plan?: true
  readonly blind?: true
  readonly color: boolean
} & LookOptions &
  TargetOptions &
  ProxyOptions &
  LoginOptions &
  TrustOptions

const exitStatusHelp = `
Exit status: 0 healthy, 1 something is wrong, 2 wrong usage, 3 not looked at far enough,
4 a fault of ftps-doctor, 130 interrupted (Ctrl-C), 143 ended by SIGTERM.

  ftps-doctor check ftp.partner.example --user edi
  ftps-doctor check ftps://ftp.partner.example:990 --user edi --output report.json`

/** `check <host>`: looks at a server and says what is wrong. */
export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .summary('look at a server and say what is wrong')
    .description(
      'Tries the 80 ways of a server, and says what is wrong, who can change it, and what to change.',
    )
    .argument('<target>', 'host, host:port, or ftp://, ftps:// (implicit TLS), ftpes:// (AUTH TLS)')
  addTargetOptions(command)
  addProxyOption(command)
  addLoginOptions(command)
  addTrustOptions(command)
  addLookOptions(command)
  command
    .optionsGroup('Report:')
    .option('--plan', 'print the connections, logins and commands that would be made, and send nothing')
    .option('--verbose', 'show the conversation on stderr, as curl does')
    .option('--blind', 'say what it is like without its greeting, by what it does alone')
  const wishes = addOutputOptions(command)
  command.addHelpText('after', exitStatusHelp)
  command.action(async (text: string, options: Options) => {
    const written = parseTarget(text)
    const target = {
      ...targetOf(written, options),
      ...proxyOf(options, written.host, process.env),
    }
    checkProxy(written.host, target)
    const trust = trustOf(options)
    const look = await lookOf(options, written)
    const outputs = await planOutputs(wishes)
    for (const notice of environmentNotices(process.env, options, written))
      process.stderr.write(`${notice}\n`)
    const sentence = (user: string): string => beforePassword(user, options)
    const surroundings = { environment: process.env, sentence }
    if (options.plan) {
      const login = await credentials(options, written, { ...surroundings, ask: noPassword })
      await printPlan(written.host, { ...target, ...trust, ...look, ...login }, options.color)
      await finish(0)
    }
    const login = await credentials(options, written, surroundings)
    const watcher = watch(options.verbose ?? false)
    const interrupt = onInterrupt(said => {
      watcher.end()
      watcher.onNotice?.(said)
    })
    const { check } = await import('../run/check.js')
    const { exitStatus } = await import('../run/library.js')
    const { signal } = interrupt
    const { end, ...watching } = watcher
    const report = await check(written.host, {
      ...target,
      ...trust,
      ...look,
      ...login,
      ...watching,
      blind: options.blind ?? false,
      signal,
    }).finally(end)
    await writeOutputs(report, outputs, options.color)
    sayFaults(report)
    await finish(interrupt.status() ?? exitStatus(report))
  })
}

/** A plan needs the name that logs in, and no password. */
function noPassword(): Promise<string> {
  return Promise.resolve('')
}

async function printPlan(host: string, options: CheckOptions, colour: boolean): Promise<void> {
  const { planOf } = await import('../run/plan.js')
  const { planLines } = await import('../../reports/text/plan-page.js')
  const { pageOf, widthOf } = await import('../../reports/text/page.js')
  const shown = textOptions(colour, true)
  await print(pageOf(planLines(planOf(host, options), shown, widthOf(shown)), shown))
}
