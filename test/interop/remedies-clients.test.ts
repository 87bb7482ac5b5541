/** What a report prints for a client lets it through: tried with the client itself, without the setting and with it. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import type { Remedy } from '../../src/model/finding.js'
import { skipUnless } from '../support/needs.js'
import type { RealServer } from '../support/real.js'
import { clientRows, type Client, type ClientRow } from './remedy-client-rows.js'
import { isSettingOf } from './remedies.js'
import { makeSsl, needs, Site } from './remedy-site.js'

t.jobs = 4
const only = process.env['FTPS_DOCTOR_REMEDY'] ?? ''
const ssl = makeSsl(t.testdir())
const programs = { curl: 'curl', lftp: 'lftp', 'Python ftplib': 'python3' } as const

for (const tried of clientRows) {
  const { row, client, cure = '' } = tried
  const name = `${row.finding}, ${client} ${cure}`
  if (!name.includes(only)) continue
  void t.test(name, { skip: skipUnless(...needs[row.product], programs[client]) }, async t => {
    await using site = await Site.build(row, await ssl)
    const folder = t.testdir()
    await site.serve('before', '', async server => {
      const report = await site.check(server)
      const found = report.findings.find(({ id }) => id === row.finding)
      const remedy = found?.remedies.find(remedy => isSettingOf(tried, remedy))
      t.match(remedy?.evidence, new RegExp(`^tested ${client} \\d`), 'the setting is marked as tested')
      await writeFile(join(folder, 'authority.pem'), site.authority(server))
      t.notMatch(await run(tried, server, folder), listed, 'without it the client does not come through')
      t.match(await run(tried, server, folder, remedy), listed, 'with it the client does')
    })
  })
}

const listed = /hello\.txt/

/** What the client prints of a listing of the account's folder. */
function run(tried: ClientRow, server: RealServer, folder: string, remedy?: Remedy): Promise<string> {
  const [program, ...args] = commands[tried.client](tried, server, remedy?.config)
  return new Promise(resolve => {
    execFile(program, args, { cwd: folder, timeout: 20_000 }, (_error, stdout) => resolve(stdout))
  })
}

type Command = readonly [program: string, ...args: string[]]

const commands: Readonly<
  Record<Client, (tried: ClientRow, server: RealServer, setting?: string) => Command>
> = {
  curl({ row, told = '' }, { port, user, password }, setting = '') {
    const whole = /^curl /.test(setting) ? setting.slice('curl '.length) : undefined
    const scheme = row.options?.securities?.[0] === 'implicit' ? 'ftps' : 'ftp'
    const words = whole ?? `${setting} ${scheme}://127.0.0.1:${port}/`
    const always = ['-sS', '--max-time', '8', '-u', `${user}:${password}`]
    return ['curl', ...always, ...`${told} ${words}`.split(' ').filter(word => word !== '')]
  },
  lftp({ row, told = '' }, { port, user, password }, setting = '') {
    const scheme = row.options?.securities?.[0] === 'implicit' ? 'ftps' : 'ftp'
    const open = /\bopen /.test(setting) ? '' : `open ${scheme}://127.0.0.1:${port};`
    const patience = 'set net:max-retries 1; set net:timeout 4; set net:reconnect-interval-base 1;'
    const account = `user ${user} ${password};`
    return [
      'lftp',
      '-c',
      `${patience} ${told} ${setting}; ${open} ${account} cls && cat hello.txt && echo hello.txt`,
    ]
  },
  'Python ftplib'(_tried, { port, user, password }, setting = '') {
    const isClass = setting.startsWith('class ')
    const [, name = 'ftplib.FTP_TLS'] = /^class (\w+)/.exec(setting) ?? []
    const script = [
      'import ftplib, ssl',
      ...(isClass ? [setting] : []),
      `ftp = ${name}(context=ssl.create_default_context(cafile='authority.pem'), timeout=8)`,
      `ftp.connect('127.0.0.1', ${port})`,
      `ftp.login('${user}', '${password}')`,
      ...(isClass ? ['ftp.prot_p()'] : setting === '' ? [] : [setting]),
      "ftp.retrlines('NLST')",
    ]
    return ['python3', '-c', script.join('\n')]
  },
}
