/** How each real server is configured, written down once. */
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findProgram, findPython, unpackedServers } from './needs.js'
import {
  account,
  passwordHash,
  startReal,
  type Place,
  type Product,
  type RealServer,
  type Setup,
} from './real.js'

const run = promisify(execFile)
type Settings = Readonly<Record<string, string>>

function needed(program: string): string {
  const found = findProgram(program)
  if (found === undefined) throw new Error(`${program} is not there: see test/support/real-servers.sh`)
  return found
}

/** vsftpd 3.0.3. `settings` are lines of vsftpd.conf; TLS is on and required unless they say otherwise. */
export function startVsftpd(settings: Settings = {}, place: Place = {}): Promise<RealServer> {
  const product: Product = {
    name: 'vsftpd',
    logs: ['vsftpd.log'],
    async prepare(setup) {
      const { folder, address, port, passive, implicit, files, edit } = setup
      const at = address.includes(':') ? '6' : ''
      await mkdir(join(folder, 'empty'))
      const lines: Settings = {
        [at === '' ? 'listen' : 'listen_ipv6']: 'YES',
        [at === '6' ? 'listen' : 'listen_ipv6']: 'NO',
        [`listen_address${at}`]: address,
        listen_port: String(port),
        pasv_min_port: String(passive[0]),
        pasv_max_port: String(passive[1]),
        ...vsftpdInATest(folder),
        ...{ ssl_enable: 'YES', ssl_ciphers: 'HIGH', implicit_ssl: implicit ? 'YES' : 'NO' },
        ...{ rsa_cert_file: files.chain, rsa_private_key_file: files.key },
        ...settings,
      }
      const conf = join(folder, 'vsftpd.conf')
      await writeFile(conf, edit(textOf(lines, '=')))
      return { command: [needed('vsftpd'), conf], mounts: await systemUser(setup.folder, setup.home) }
    },
  }
  return startReal(product, place)
}

const vsftpdInATest = (folder: string): Settings => ({
  ...{ background: 'NO', anonymous_enable: 'NO', local_enable: 'YES', write_enable: 'YES' },
  ...{ nopriv_user: 'nobody', secure_chroot_dir: join(folder, 'empty'), pam_service_name: 'ftps-doctor' },
  ...{ seccomp_sandbox: 'NO', session_support: 'NO', connect_from_port_20: 'NO' },
  ...{ dual_log_enable: 'YES', vsftpd_log_file: join(folder, 'vsftpd.log') },
  ...{ xferlog_file: join(folder, 'xferlog'), log_ftp_protocol: 'YES' },
})

/** passwd, shadow and PAM with our account in them, to be mounted over the system's: nothing of the system changes. */
async function systemUser(folder: string, home: string): Promise<readonly (readonly [string, string])[]> {
  const { user, uid } = account
  const passwd = join(folder, 'passwd')
  const shadow = join(folder, 'shadow')
  await writeFile(
    passwd,
    `${await readFile('/etc/passwd', 'utf8')}${user}:x:${uid}:${uid}::${home}:/bin/sh\n`,
  )
  await writeFile(shadow, `${user}:${await passwordHash()}:19000:0:99999:7:::\n`, { mode: 0o600 })
  const pam = join(folder, 'pam.d')
  await mkdir(pam)
  await writeFile(join(pam, 'ftps-doctor'), 'auth required pam_unix.so\naccount required pam_unix.so\n')
  return [
    [passwd, '/etc/passwd'],
    [shadow, '/etc/shadow'],
    [pam, '/etc/pam.d'],
  ]
}

/** ProFTPD 1.3.8 with mod_tls. `directives` come last, so they win; without `tls` mod_tls is not loaded. */
export function startProftpd(
  directives: Settings = {},
  { tls = true, ...place }: Place & { readonly tls?: boolean } = {},
): Promise<RealServer> {
  const product: Product = {
    name: 'proftpd',
    logs: ['system.log', 'tls.log'],
    async prepare({ folder, home, address, port, passive, implicit, files, edit }) {
      const conf = join(folder, 'proftpd.conf')
      const { user, uid } = account
      const users = join(folder, 'users')
      await writeFile(users, `${user}:${await passwordHash()}:${uid}:${uid}::${home}:/bin/sh\n`, {
        mode: 0o600,
      })
      const lines: Settings = {
        ModulePath: join(unpackedServers(), 'usr/lib/proftpd'),
        ...{ ServerType: 'standalone', DefaultAddress: address, Port: String(port) },
        ...{ PassivePorts: passive.join(' '), AuthUserFile: users },
        ...proftpdInATest(folder),
        ...(tls && {
          LoadModule: 'mod_tls.c',
          ...{ TLSEngine: 'on', TLSRequired: 'on', TLSLog: join(folder, 'tls.log') },
          ...{ TLSRSACertificateFile: files.chain, TLSRSACertificateKeyFile: files.key },
          ...(files.issuers !== undefined && { TLSCertificateChainFile: files.issuers }),
          ...(implicit && { TLSOptions: 'UseImplicitSSL' }),
        }),
        ...directives,
      }
      await writeFile(conf, edit(textOf(lines, ' ')))
      return { command: [needed('proftpd'), '-n', '-q', '-c', conf] }
    },
  }
  return startReal(product, place)
}

const proftpdInATest = (folder: string): Settings => ({
  ...{ User: 'nobody', Group: 'nogroup', UseIPv6: 'on', MaxInstances: '60', SocketBindTight: 'on' },
  ...{ AuthOrder: 'mod_auth_file.c', RequireValidShell: 'off', UseReverseDNS: 'off', WtmpLog: 'off' },
  ...{ PidFile: join(folder, 'pid'), ScoreboardFile: join(folder, 'scoreboard') },
  ...{
    ControlsEngine: 'off',
    DelayEngine: 'off',
    SystemLog: join(folder, 'system.log'),
    TransferLog: 'none',
  },
})

/** Pure-FTPd 1.0.50. `tls` is its TLS: 0 none, 1 optional, 2 for logins, 3 for data too. */
export function startPureFtpd(tls: 0 | 1 | 2 | 3, place: Place = {}): Promise<RealServer> {
  const product: Product = {
    name: 'pure-ftpd',
    logs: [],
    async prepare({ folder, home, address, port, passive, files, edit }) {
      const { user, uid } = account
      const [conf, users, puredb] = [join(folder, 'conf'), join(folder, 'users'), join(folder, 'users.pdb')]
      // Written by hand, with crypt(3): `pure-pw useradd` makes an Argon2 hash that costs seconds at each login.
      await writeFile(users, `${user}:${await passwordHash()}:${uid}:${uid}::${home}/./::::::::::::\n`)
      await run(needed('pure-pw'), ['mkdb', puredb, '-f', users])
      // Its configuration takes no value that begins with a colon.
      const bare = address.replace(/^:/, '0:')
      const lines: Settings = {
        [address.includes(':') ? 'IPV6Only' : 'IPV4Only']: 'yes',
        ...{ Bind: `${bare},${port}`, PassivePortRange: passive.join(' '), PIDFile: join(folder, 'pid') },
        ...{ TLS: String(tls), CertFile: files.combined, NoAnonymous: 'yes', DontResolve: 'yes' },
        ...{ PureDB: puredb, MinUID: '1', MaxClientsNumber: '60' },
      }
      await writeFile(conf, edit(textOf(lines, ' ')))
      return { command: [needed('pure-ftpd'), conf] }
    },
  }
  return startReal(product, place)
}

/** pyftpdlib 1.5.7, by a script as its tutorial has it; `handler` are attributes of its TLS_FTPHandler. */
export function startPyftpdlib(
  handler: Readonly<Record<string, boolean | string>> = {},
  place: Place = {},
): Promise<RealServer> {
  const product: Product = {
    name: 'pyftpdlib',
    logs: [],
    async prepare(setup) {
      const script = join(setup.folder, 'server.py')
      await writeFile(script, setup.edit(pyftpdlibScript(setup, handler)))
      return { command: [findPython() ?? 'python3', script] }
    },
  }
  return startReal(product, place)
}

function pyftpdlibScript(
  { home, address, port, passive: [low, high], files }: Setup,
  handler: Readonly<Record<string, boolean | string>>,
): string {
  const python = (value: boolean | string): string =>
    typeof value === 'string' ? `'${value}'` : value ? 'True' : 'False'
  return [
    'import logging',
    'from pyftpdlib.authorizers import DummyAuthorizer',
    'from pyftpdlib.handlers import TLS_FTPHandler',
    'from pyftpdlib.servers import FTPServer',
    'logging.basicConfig(level=logging.INFO)',
    'authorizer = DummyAuthorizer()',
    `authorizer.add_user('${account.user}', '${account.password}', '${home}', perm='elradfmwMT')`,
    'handler = TLS_FTPHandler',
    'handler.authorizer = authorizer',
    `handler.certfile = '${files.combined}'`,
    `handler.passive_ports = range(${low}, ${high + 1})`,
    ...Object.entries(handler).map(([name, value]) => `handler.${name} = ${python(value)}`),
    `server = FTPServer(('${address}', ${port}), handler)`,
    'server.serve_forever()',
    '',
  ].join('\n')
}

function textOf(lines: Settings, between: string): string {
  return Object.entries(lines)
    .map(([key, value]) => `${key}${between}${value}\n`)
    .join('')
}
