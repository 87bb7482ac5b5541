import type { SeenCell } from '../../../../src/model/cell.js'
import { seenOf } from '../../../../src/model/seen-of.js'
import type { Recording } from '../../../../src/model/report.js'
import type { Seen } from '../../../../src/model/seen.js'
import { auth, explicitPort, greeting, matrixOf, recordingOf, reply, type Facts } from './seen-builder.js'

const tls = { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' }
export const worksTls = { status: 'works', wire: 'tls', tls, bytes: 640, ended: 'close-notify' } as const
export const worksClear = { status: 'works', wire: 'clear', bytes: 640, ended: 'fin' } as const
export const wrongForm = {
  status: 'fails',
  step: 'data-handshake',
  failure: 'wrong-wire-form',
  bytes: 640,
} as const

export function refused(step: NonNullable<SeenCell['step']>, line: string) {
  return { status: 'refused', step, reply: reply(line) } as const
}

const optionalTls: Facts = {
  cells: [
    ['none/default/*', worksClear],
    ['none/C|S|E|P/*', refused('pbsz', '503 PBSZ needs a secure connection.')],
    ['auth-tls/default|C/*', worksClear],
    ['auth-ssl/C/*', worksClear],
  ],
}

const proftpd: Facts = {
  cells: [
    ['*/C/*', refused('prot', '534 Unwilling to accept security parameters')],
    ['*/default/*', refused('command', '522 SSL/TLS required on the data channel')],
    ['none/*/*', refused('login', '550 SSL/TLS required on the control channel')],
    ['implicit/*/*', { status: 'refused', step: 'connect', reason: 'no-listener' }],
  ],
}

const pureFtpd: Facts = {
  observations: {
    auth: {
      ...auth,
      ssl: { reply: reply('500 This security scheme is not implemented'), hellos: [], established: false },
      entries: {
        ...auth.entries,
        'auth-ssl': {
          status: 'refused',
          step: 'auth',
          reply: reply('500 Not implemented'),
          port: 21,
          evidence: [],
        },
      },
    },
  },
  cells: [
    [
      'auth-tls/default|C/*',
      refused('command', '521 Data connection cannot be opened with this PROT setting.'),
    ],
    ['auth-tls/S/*', { ...wrongForm, wire: 'tls' }],
    ['auth-tls/E/*', worksTls],
    ['auth-ssl/*/*', refused('auth', '500 This security scheme is not implemented')],
    ['none/*/*', refused('login', '421 Sorry, cleartext sessions and weak ciphers are not accepted')],
  ],
}

const pyftpdlib: Facts = {
  cells: [
    ['auth-tls|auth-ssl/default|C/*', refused('mode', '521 SSL/TLS required on the data channel.')],
    ['auth-tls|auth-ssl/S|E/*', refused('prot', '521 PROT S unsupported (use C or P).')],
    ['none/*/*', refused('login', '550 SSL/TLS required on the control channel.')],
  ],
}

const ftpSrv: Facts = {
  observations: {
    auth: {
      ...auth,
      ssl: { reply: reply('504'), hellos: [], established: false },
      entries: {
        ...auth.entries,
        'auth-ssl': { status: 'refused', step: 'auth', reply: reply('504'), port: 21, evidence: [] },
      },
    },
  },
  cells: [
    ['none/default|C|S/*', worksClear],
    ['none/E|P/*', { ...wrongForm, wire: 'clear' }],
    ['auth-tls/default|P/*', worksTls],
    ['auth-tls/C|S|E/*', refused('prot', '536 Not supported')],
    ['auth-ssl/*/*', refused('auth', '504')],
    ['auth-tls/default|P/PASV', refused('mode', '502 Not supported')],
    ['none/*/PASV', refused('mode', '502 Not supported')],
  ],
}

const behindNat: Facts = {
  cells: [['auth-tls|auth-ssl/default|C|P/PORT|EPRT', refused('mode', '500 Illegal PORT command.')]],
}

const natDrops: Facts = {
  cells: [
    [
      'auth-tls|auth-ssl/P/PORT|EPRT',
      {
        status: 'fails',
        step: 'data-connect',
        failure: 'timeout',
        reply: reply("425 Can't open data connection."),
      },
    ],
    ['auth-ssl/default/PORT|EPRT', { status: 'fails', step: 'data-connect', failure: 'timeout' }],
  ],
}

const ipv6: Facts = {
  target: { address: '2001:db8::21', addresses: ['2001:db8::21'] },
  cells: [
    [
      'auth-tls|auth-ssl/*/PASV',
      refused('mode', '425 You cannot use PASV on IPv6 connections. Use EPSV instead.'),
    ],
    ['auth-tls|auth-ssl/*/PORT', { status: 'untested', reason: 'no-address-family' }],
    ['auth-tls|auth-ssl/S|E/*', refused('prot', '536 PROT not supported.')],
  ],
}

const silent990: Facts = {
  observations: {
    greeting: { ...greeting, implicit: { ...greeting.implicit, connect: 'silent', connectSeconds: 10 } },
  },
  cells: [['implicit/*/*', { status: 'fails', step: 'connect', failure: 'timeout' }]],
}

const implicitOnly: Facts = {
  target: { ports: { explicit: 990, implicit: 990 } },
  observations: {
    greeting: {
      explicit: {
        port: 990,
        asked: true,
        connect: 'open',
        connectSeconds: 0.01,
        service: 'tls',
        tls,
        greeting: reply('220 hi'),
      },
      implicit: {
        port: 990,
        asked: true,
        connect: 'open',
        connectSeconds: 0.01,
        service: 'tls',
        tls,
        greeting: reply('220 hi'),
      },
    },
    auth: {
      implicit: { hellos: [{ shape: 'usual', outcome: 'done', seconds: 0.03, tls }], established: true },
      entries: {
        none: { status: 'refused', step: 'greeting', reason: 'waits-for-hello', port: 990, evidence: [] },
        'auth-tls': {
          status: 'refused',
          step: 'greeting',
          reason: 'waits-for-hello',
          port: 990,
          evidence: [],
        },
        'auth-ssl': {
          status: 'refused',
          step: 'greeting',
          reason: 'waits-for-hello',
          port: 990,
          evidence: [],
        },
        implicit: { status: 'open', port: 990, tls, evidence: [] },
      },
    },
  },
  cells: [
    ['none|auth-tls|auth-ssl/*/*', { status: 'refused', step: 'greeting', reason: 'waits-for-hello' }],
    ['implicit/default|C/*', worksClear],
    ['implicit/S|E/*', refused('prot', '536 PROT not supported.')],
    ['implicit/P/*', worksTls],
  ],
}

const greetsInClear: Facts = {
  target: { ports: { explicit: 2121, implicit: 2121 } },
  observations: {
    greeting: {
      explicit: { ...explicitPort, port: 2121 },
      implicit: { ...explicitPort, port: 2121, asked: false },
    },
  },
  cells: [['implicit/*/*', { status: 'refused', step: 'handshake', reason: 'greets-in-clear' }]],
}

const oneSession: Facts = {
  observations: {
    matrix: matrixOf({}, { sessionLimit: { open: 1, at: 'login', reply: reply('530 Too many sessions') } }),
  },
}

/** The set-ups of active ways that nobody came to, seen from a private address. */
function seenFromNat(facts: Facts): Facts {
  const silent: Facts = { ...facts, setUps: [['*/*/PORT|EPRT', { connect: 'nobody-came' }]] }
  const matrix = matrixOf(silent, { ownAddress: '192.168.1.5' })
  const cells = recordingOf(silent).cells.filter(cell => cell.status === 'fails')
  const setUps = [
    ...matrix.setUps,
    ...cells.map(cell => ({ cell: cell.id, reply: reply('200 PORT ok'), connect: 'nobody-came' as const })),
  ]
  return { ...facts, observations: { ...facts.observations, matrix: { ...matrix, setUps } } }
}

/** Servers as they really are, each with the habits of its product, that work for an ordinary client. */
export const healthyFacts: readonly (readonly [name: string, facts: Facts])[] = [
  ['vsftpd that demands TLS', {}],
  ['vsftpd with TLS optional', optionalTls],
  ['ProFTPD', proftpd],
  ['Pure-FTPd', pureFtpd],
  ['pyftpdlib', pyftpdlib],
  ['ftp-srv', ftpSrv],
  ['vsftpd from behind NAT', seenFromNat(behindNat)],
  ['a server from behind NAT that tries to connect', seenFromNat(natDrops)],
  ['a server over IPv6', ipv6],
  ['a server whose 990 is dropped', silent990],
  ['implicit TLS alone', implicitOnly],
  ['one port that greets in clear', greetsInClear],
  ['a server that allows one session', oneSession],
]

export const healthyRecordings: readonly (readonly [name: string, recording: Recording])[] = healthyFacts.map(
  ([name, facts]) => [name, recordingOf(facts)],
)
export const healthyServers: readonly (readonly [name: string, seen: Seen])[] = healthyRecordings.map(
  ([name, recording]) => [name, seenOf(recording)],
)
