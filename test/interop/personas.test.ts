/**
 * The bundled products against their originals: a server whose greeting is hidden is known by what it does, in settings that nobody
 * measured for the library; and what a client says to a persona is answered as the original answers it.
 */
import t from 'tap'
import { startServer } from '../../fixtures/start-server.js'
import { check } from '../../src/run/check.js'
import { skipUnless, type Need } from '../support/needs.js'
import { startProftpd, startPureFtpd, startPyftpdlib, startVsftpd } from '../support/real-products.js'
import type { RealServer } from '../support/real.js'
import { converse, type Said } from './support/conversation.js'
import { isSoak } from '../support/soak.js'

interface Setting {
  readonly name: string
  readonly start: () => Promise<RealServer>
  /** Left to the soak. */
  readonly seldom?: true
}

interface Original {
  readonly id: string
  readonly needs: readonly Need[]
  /** As the persona was made from. */
  readonly same: () => Promise<RealServer>
  readonly others: readonly Setting[]
}

const optional = { force_local_logins_ssl: 'NO', force_local_data_ssl: 'NO' }
const required = { tls_control_required: true, tls_data_required: true }
/** pyftpdlib without PORT and EPRT, as its documents have it for any command. */
const withoutActive = (text: string): string =>
  text.replace(
    'server = FTPServer',
    "for active in ('PORT', 'EPRT'): handler.proto_cmds.pop(active, None)\nserver = FTPServer",
  )

const originals: readonly Original[] = [
  {
    id: 'product/vsftpd',
    needs: ['root', 'vsftpd', 'namespaces'],
    same: () => startVsftpd(),
    others: [
      {
        name: 'TLS optional, no resumption asked for, a greeting of its own',
        start: () => startVsftpd({ ...optional, require_ssl_reuse: 'NO', ftpd_banner: 'Welcome' }),
      },
      { name: 'no active data connections', start: () => startVsftpd({ port_enable: 'NO' }) },
      { name: 'implicit', start: () => startVsftpd({}, { implicit: true }), seldom: true },
    ],
  },
  {
    id: 'product/proftpd',
    needs: ['root', 'proftpd', 'namespaces'],
    same: () => startProftpd(),
    others: [
      {
        name: 'TLS optional, a greeting of its own',
        start: () => startProftpd({ TLSRequired: 'off', ServerIdent: 'on "Welcome"' }),
      },
      { name: 'TLS 1.2 alone', start: () => startProftpd({ TLSProtocol: 'TLSv1.2' }) },
      {
        name: 'implicit, no resumption asked for',
        start: () =>
          startProftpd({ TLSOptions: 'UseImplicitSSL NoSessionReuseRequired' }, { implicit: true }),
        seldom: true,
      },
    ],
  },
  {
    id: 'product/pure-ftpd',
    needs: ['root', 'pure-ftpd', 'pure-pw', 'namespaces'],
    same: () => startPureFtpd(2),
    others: [
      { name: 'TLS optional', start: () => startPureFtpd(1) },
      { name: 'TLS for data too', start: () => startPureFtpd(3) },
    ],
  },
  {
    id: 'product/pyftpdlib',
    needs: ['root', 'pyftpdlib', 'namespaces'],
    same: () => startPyftpdlib(required),
    others: [
      { name: 'TLS optional, a greeting of its own', start: () => startPyftpdlib({ banner: 'Welcome' }) },
      {
        name: 'no active data connections',
        start: () => startPyftpdlib(required, { edit: withoutActive }),
      },
    ],
  },
]

t.jobs = 2
for (const { id, needs, same, others } of originals) {
  const skip = skipUnless(...needs)
  for (const { name, start } of others.filter(({ seldom }) => isSoak || seldom !== true))
    void t.test(`${id} is known blindly: ${name}`, { skip }, async t => {
      const server = await start()
      t.teardown(() => server.close())
      const { host, port, user, password, ca } = server
      const report = await check(host, {
        port,
        implicitPort: port,
        user,
        password,
        ca,
        allowClearLogin: true,
        blind: true,
      })
      const [best, second] = report.nearest
      t.equal(best?.server, id, `${best?.similarity ?? 0}, and then ${second?.server ?? 'nothing'}`)
    })

  void t.test(`${id} answers as the original does, command by command`, { skip }, async t => {
    const original = await same()
    t.teardown(() => original.close())
    await using persona = await startServer(id, { user: original.user })
    const [theirs, ours] = [await converse(original), await converse(persona)]
    t.same(ours.map(codeOf), theirs.map(codeOf), 'with the same codes')
    const otherwise = ours.filter((said, at) => wordsOf(said) !== wordsOf(theirs[at]))
    t.same(
      otherwise.map(({ to }) => to).filter(to => !withoutWords.has(to)),
      [],
      'and, where its recording has them, the same words',
    )
  })
}

function codeOf({ to, reply }: Said): string {
  return `${to}: ${reply.slice(0, 3)}`
}

/** No numbers: ports, times, and how many there are. */
function wordsOf(said: Said | undefined): string | undefined {
  return said?.reply.replace(/\d+/g, '#')
}

/** These name folders, which are not the same, or are not in a recording of a check. */
const withoutWords = new Set([
  ...['PWD', 'CWD /', 'CDUP', 'SIZE nowhere', 'XYZZY', 'PORT 1', 'EPRT 1'].map(
    command => `logged in: ${command}`,
  ),
  ...['PWD', 'LIST', 'XYZZY'].flatMap(command => [`in clear: ${command}`, `inside TLS: ${command}`]),
])
