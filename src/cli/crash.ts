import { harmless } from '../../reports/sanitise.js'
import type { Report } from '../model/report.js'
import { reportFaultsAt, tool } from '../run/tool.js'
import { finish } from './finish.js'
import { keepSecret, scrubbed } from './secrets.js'

/** One sentence about a fault of ours, and the exit status for it. */
export function sayCrash(error: unknown): number {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : 'something unknown was thrown'
  const where =
    error instanceof Error ? (/\n\s+at .*?([\w-]+\.[jt]s:\d+)/.exec(error.stack ?? '')?.[1] ?? '') : ''
  const place = where === '' ? '' : ` (${where})`
  // It may come before anybody has read the password.
  keepSecret(process.env['FTPS_DOCTOR_PASSWORD'] ?? '')
  const what = harmless(scrubbed(message), 300)
  process.stderr.write(
    `${tool.name}: a fault of ${tool.name} ${tool.version} itself, not of the server: ${what}${place}; please report it at ${reportFaultsAt}\n`,
  )
  return 4
}

/** The run went on after a crash inside it: where to report that. */
export function sayFaults({ faults }: Report): void {
  const [first] = faults
  if (first !== undefined)
    process.stderr.write(
      `${tool.name}: a fault of ${tool.name} ${tool.version} itself, in ${harmless(first.probe)}; please report it, with --output report.json, at ${reportFaultsAt}\n`,
    )
}

/** What nobody caught, and a reader of our output that went away. */
export function catchCrashes(): void {
  let isSaid = false
  // While the program ends, the same fault may come from another connection.
  const crash = (error: unknown): void => {
    if (isSaid) return
    isSaid = true
    void finish(sayCrash(error))
  }
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') crash(error)
    })
}
