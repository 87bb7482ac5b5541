import t from 'tap'
import type { EarlyHello } from '../../probes/early-hello.js'
import { lftpCommand } from '../../reports/text/lftp-command.js'
import { head } from '../../reports/text/head.js'
import { diagnose } from '../../src/diagnosis/diagnose.js'
import { findings } from '../../src/findings/index.js'
import type { Report } from '../../src/model/report.js'
import { reply } from '../src/findings/support/seen-builder.js'
import { recordingOf, type Facts } from '../src/findings/support/seen-builder.js'

const early = {
  hello: 'early',
  status: 'fails',
  step: 'data-handshake',
  failure: 'connection-reset',
} as const
const usual = { hello: 'usual', alone: true, status: 'works' } as const
const refused: EarlyHello = {
  way: 'auth-tls/P/EPSV',
  looks: [{ ...early, alone: false }, { ...early, alone: true }, usual, { ...early, alone: true }, usual],
}

/** A 227 that cannot be read: EPSV works, and its commands are shown. */
const facts: Facts = {
  target: { user: 'edi' },
  cells: [
    ['*/P/PASV', { status: 'fails', step: 'mode', failure: 'reply-malformed', reply: reply('227 Here') }],
  ],
}

function advice(report: Report): string {
  const texts = head(report, {}).map(({ text }) => text.replaceAll('\u00a0', ' '))
  return texts.join('\n')
}

function reportOf(observations: Facts['observations']): Report {
  return diagnose(recordingOf({ ...facts, ...(observations && { observations }) }), findings)
}

t.test('nobody is sent to a client that another finding stops', t => {
  const healthy = reportOf({})
  t.match(advice(healthy), /^curl --ssl-reqd -u edi ftp:/m, healthy.cause ?? 'no cause')
  const stopped = reportOf({ 'early-hello': refused })
  t.equal(stopped.cause, healthy.cause)
  t.match(advice(stopped), /^lftp -e "set ftp:ssl-force yes; .*prefer-epsv yes; ls; exit" -u edi ftp:/m)
  t.notMatch(advice(stopped), /\bcurl\b/)
  t.end()
})

t.test('lftp on each way that it can take', t => {
  const report = reportOf({})
  const command = (id: string, change: Partial<Report> = {}): string | undefined => {
    const cell = report.cells.find(one => one.id === id)
    return cell && lftpCommand(cell, { ...report, ...change })
  }
  t.match(command('implicit/P/PASV'), /ftps:\/\/ftp\.partner\.example$/)
  t.match(command('auth-ssl/P/PORT'), /set ftp:ssl-auth SSL; set ftp:passive-mode no; ls; exit/)
  const { run } = report
  t.match(
    command('auth-tls/P/PASV', { run: { ...run, ca: '/my ca.pem' } }),
    /"set ssl:ca-file \/my\\ ca\.pem; set /,
  )
  const target = { ...report.target, proxy: 'socks5://p.example:1080' }
  t.equal(command('auth-tls/P/PASV', { target }), undefined)
  t.end()
})
