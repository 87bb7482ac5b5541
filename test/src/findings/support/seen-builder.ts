import type { AfterTransfer } from '../../../../probes/after-transfer.js'
import type { Auth, Entry } from '../../../../probes/auth.js'
import type { CertificateLook, SentCertificate } from '../../../../probes/certificate.js'
import type { ClearLogin } from '../../../../probes/clear-login.js'
import type { EarlyHello } from '../../../../probes/early-hello.js'
import type { Features } from '../../../../probes/features.js'
import type { Greeting, PortLook } from '../../../../probes/greeting.js'
import type { Login } from '../../../../probes/login.js'
import type { Matrix, SetUp } from '../../../../probes/matrix.js'
import type { ReplyTimes } from '../../../../probes/reply-times.js'
import type { Resumption, ResumptionLook } from '../../../../probes/resumption.js'
import type { Work } from '../../../../probes/work.js'
import type { SeenCell } from '../../../../src/model/cell.js'
import { cellId, isPassive, ways, type Way } from '../../../../src/model/matrix.js'
import { observed, type Observation } from '../../../../src/model/observation.js'
import type { Reply } from '../../../../src/model/reply.js'
import { reportSchemaId, type Recording } from '../../../../src/model/report.js'
import { seenOf } from '../../../../src/model/seen-of.js'
import type { Seen, Values } from '../../../../src/model/seen.js'
import type { Target } from '../../../../src/model/target.js'

/** A reply by its first line: `'530 Login incorrect.'`. */
export function reply(line: string): Reply {
  const code = /^(\d{3})/.exec(line)?.[1]
  return {
    code: code === undefined ? null : Number(code),
    text: line.replace(/^\d{3}[ -]?/, ''),
    lines: [line],
  }
}

export const peer = '198.51.100.7'
export const own = '192.0.2.44'
const started = '2026-11-22T15:31:07.000Z'
const tls = { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' }
const evidence = [{ connection: 1, from: 0, to: 9 }]

export const target: Target = {
  host: 'ftp.partner.example',
  address: peer,
  addresses: [peer],
  ports: { explicit: 21, implicit: 990 },
  tlsName: 'ftp.partner.example',
  asked: ['none', 'implicit', 'auth-tls', 'auth-ssl'],
  resolution: { status: 'resolved' },
}

export const explicitPort: PortLook = {
  port: 21,
  asked: true,
  connect: 'open',
  connectSeconds: 0.012,
  service: 'ftp',
  greeting: reply('220 Welcome'),
  greetingSeconds: 0.02,
}
export const noImplicitPort: PortLook = {
  port: 990,
  asked: false,
  connect: 'refused',
  connectSeconds: 0.01,
  service: 'none',
}
export const greeting: Greeting = { explicit: explicitPort, implicit: noImplicitPort }

const done = { shape: 'usual', outcome: 'done', seconds: 0.03, tls } as const
const open: Entry = { status: 'open', port: 21, tls, evidence: [] }
export const noListener: Entry = {
  status: 'refused',
  step: 'connect',
  reason: 'no-listener',
  port: 990,
  evidence: [],
}
export const auth: Auth = {
  tls: { reply: reply('234 Proceed with negotiation.'), hellos: [done], established: true },
  ssl: { reply: reply('234 Proceed with negotiation.'), hellos: [done], established: true },
  nonsense: reply('504 Unknown AUTH type.'),
  features: { reply: reply('211-Features:'), mechanisms: ['TLS', 'SSL'] },
  entries: {
    none: { status: 'open', port: 21, evidence: [] },
    implicit: noListener,
    'auth-tls': open,
    'auth-ssl': open,
  },
}

export const leaf: SentCertificate = {
  subject: 'CN=ftp.partner.example',
  issuer: 'CN=Example Intermediate',
  commonName: 'ftp.partner.example',
  names: ['dns:ftp.partner.example'],
  validFrom: '2026-09-01T00:00:00.000Z',
  validTo: '2027-03-01T00:00:00.000Z',
  sha256: 'ab'.repeat(32),
  selfSigned: false,
  isAuthority: false,
  keyType: 'rsa',
  keyBits: 2048,
  issuerUrls: ['http://ca.example/intermediate.der'],
}
export const intermediate: SentCertificate = {
  ...leaf,
  subject: 'CN=Example Intermediate',
  issuer: 'CN=Example Root',
  commonName: 'Example Intermediate',
  names: [],
  isAuthority: true,
  issuerUrls: [],
}
export const root: SentCertificate = {
  ...intermediate,
  subject: 'CN=Example Root',
  commonName: 'Example Root',
  selfSigned: true,
}
export const certificate: CertificateLook = {
  security: 'auth-tls',
  chain: [leaf, intermediate],
  tlsName: 'ftp.partner.example',
  nameMatches: true,
  verified: true,
  pinned: false,
  insecure: false,
  store: "Node's list",
}

export const login: Login = {
  user: 'edi',
  security: 'auth-tls',
  accepted: true,
  replies: [
    { command: 'USER', reply: reply('331 Please specify the password.') },
    { command: 'PASS', reply: reply('230 Login successful.') },
  ],
  echoed: false,
}
export const work: Work = {
  command: 'LIST',
  tries: [
    {
      command: 'LIST',
      way: 'auth-tls/P/PASV',
      status: 'works',
      bytes: 640,
      wire: 'tls',
      dataConnected: true,
    },
  ],
  bytes: 640,
  listing: { system: 'unix', escapedNames: 0, isWhole: true },
}

const featureList = { reply: reply('211 End'), names: ['AUTH TLS', 'EPSV', 'PBSZ', 'PROT', 'UTF8'] }
export const features: Features = {
  inClear: featureList,
  insideTls: { ...featureList, security: 'auth-tls' },
  afterLogin: { ...featureList, security: 'auth-tls' },
}
export const clearLogin: ClearLogin = {
  reply: reply('530 Non-anonymous sessions must use encryption.'),
  insideTls: { security: 'auth-tls', reply: reply('331 Please specify the password.') },
}

export const resumedLook: ResumptionLook = { offered: true, resumed: true, status: 'works' }
export const freshLook: ResumptionLook = { offered: false, resumed: false, status: 'works' }
const looks = [resumedLook, freshLook, freshLook]
export const resumption: Resumption = {
  way: 'auth-tls/P/PASV',
  versions: [
    { version: 'TLSv1.2', looks },
    { version: 'TLSv1.3', looks },
  ],
}

export const earlyHello: EarlyHello = {
  way: 'auth-tls/P/PASV',
  looks: [{ hello: 'early', alone: false, status: 'works' }],
}

export const afterTransfer: AfterTransfer = { survived: 16, ended: 0 }

export const replyTimes: ReplyTimes = {
  slowFrom: 5,
  greetings: { count: 9, slow: 0, quickest: 0.02, slowest: 0.03 },
  logins: { count: 6, slow: 0, quickest: 0.05, slowest: 0.08 },
  others: { count: 90, slow: 0, quickest: 0.01, slowest: 0.04 },
}

/** vsftpd as Debian's users have it: no clear login, no clear data, no implicit port. */
function healthyCell(way: Way): SeenCell {
  const { security, protection, dataMode } = way
  const port = security === 'implicit' ? 990 : 21
  const head = { id: cellId(way), security, protection, mode: dataMode, port, evidence }
  const refused = (step: SeenCell['step'], line: string): SeenCell => ({
    ...head,
    status: 'refused',
    ...(step === undefined ? {} : { step }),
    reply: reply(line),
  })
  if (security === 'implicit') return { ...head, status: 'refused', step: 'connect', reason: 'no-listener' }
  if (security === 'none') return refused('login', '530 Non-anonymous sessions must use encryption.')
  if (protection === 'S' || protection === 'E') return refused('prot', '536 PROT not supported.')
  const isClear = protection === 'C' || (protection === 'default' && security === 'auth-tls')
  if (isClear) return refused('command', '522 Data connections must be encrypted.')
  return { ...head, status: 'works', wire: 'tls', tls, resumed: true, ended: 'close-notify', bytes: 640 }
}

function healthySetUps(cells: readonly SeenCell[]): readonly SetUp[] {
  const behind: readonly SeenCell['step'][] = ['command', 'data-handshake', 'transfer', 'final']
  const reached = cells.filter(({ status, step }) => status === 'works' || behind.includes(step))
  return reached.map((cell, index) => ({
    cell: cell.id,
    reply: reply(cell.mode === 'PASV' ? '227 Entering Passive Mode' : '200 Done'),
    ...(cell.mode === 'PASV' ? { named: peer } : isPassive(cell.mode) ? { named: null } : {}),
    port: 50_000 + index,
    ours: isPassive(cell.mode) ? peer : own,
    connect: 'open',
    seconds: 0.01,
  }))
}

export type CellChange = readonly [
  pattern: string,
  change: Partial<SeenCell> & { readonly status: SeenCell['status'] },
]

export interface Facts {
  readonly target?: Partial<Target>
  /** Each replaces the healthy one; null takes it away. */
  readonly observations?: { readonly [Id in keyof Values]?: Values[Id] | Observation<Values[Id]> | null }
  /** In order: ways whose id fits (`auth-tls/P/*`, `* /S/*` without the blank) get a new outcome. */
  readonly cells?: readonly CellChange[]
  /** Changes to the set-ups whose way fits; a null takes them away. */
  readonly setUps?: readonly (readonly [pattern: string, change: Partial<SetUp> | null])[]
  readonly run?: Partial<Recording['run']>
}

function fits(id: string, pattern: string): boolean {
  const words = pattern.split('/')
  return id.split('/').every((word, index) => words[index] === '*' || words[index]?.split('|').includes(word))
}

function changed(cell: SeenCell, changes: readonly CellChange[]): SeenCell {
  return changes.reduce<SeenCell>((before, [pattern, change]) => {
    if (!fits(cell.id, pattern)) return before
    const { id, security, protection, mode, port } = before
    return { id, security, protection, mode, port, evidence, ...change }
  }, cell)
}

function changedSetUps(setUps: readonly SetUp[], changes: Facts['setUps'] = []): readonly SetUp[] {
  return setUps.flatMap(setUp => {
    let now: SetUp | null = setUp
    for (const [pattern, change] of changes) {
      if (fits(setUp.cell, pattern)) now = change === null || now === null ? null : { ...now, ...change }
    }
    return now === null ? [] : [now]
  })
}

/** A complete, healthy explicit server, with what is said otherwise. */
export function recordingOf(facts: Facts = {}): Recording {
  const cells = ways.map(healthyCell).map(cell => changed(cell, facts.cells ?? []))
  const matrix: Matrix = {
    setUps: changedSetUps(healthySetUps(cells), facts.setUps),
    levels: [],
    sessionsAtOnce: 2,
    order: 'preliminary-first',
    ownAddress: own,
  }
  const usual: Omit<Values, 'after-refusal' | 'idle' | 'order' | 'passive-address'> = {
    greeting,
    auth,
    certificate,
    login,
    features,
    work,
    matrix,
    'clear-login': clearLogin,
    resumption,
    'early-hello': earlyHello,
    'after-transfer': afterTransfer,
    'reply-times': replyTimes,
    addresses: { others: [] },
  }
  const observations = Object.fromEntries(
    Object.entries({ ...usual, ...facts.observations }).flatMap(([id, value]) =>
      value === null ? [] : [[id, 'status' in value ? value : observed(value, evidence)]],
    ),
  ) as Recording['observations']
  return {
    schema: reportSchemaId,
    tool: { name: 'ftps-doctor', version: '0.0.0', node: '20.20.2', openssl: '3.0.19' },
    target: { ...target, ...facts.target },
    started,
    duration: 1.5,
    run: {
      login: 'asked',
      interrupted: false,
      clearLoginAllowed: true,
      logins: 9,
      loginBudget: 24,
      connections: 60,
      ...facts.run,
    },
    observations,
    faults: [],
    transcript: { connections: [] },
    cells: [...cells],
  }
}

export function seen(facts: Facts = {}): Seen {
  return seenOf(recordingOf(facts))
}

/** `matrix` with other values than the usual ones; set-ups follow from the ways. */
export function matrixOf(facts: Facts, change: Partial<Matrix>): Matrix {
  const { matrix } = recordingOf(facts).observations
  if (matrix?.status !== 'observed') throw new TypeError('the matrix was taken away')
  return { ...(matrix.value as Matrix), ...change }
}

export function healthySeen(): Seen {
  return seen()
}

const unresolved: Target = {
  host: target.host,
  address: null,
  addresses: [],
  ports: target.ports,
  tlsName: target.tlsName,
  asked: target.asked,
}

/** A run that looked at nothing at all. */
export function nothingRecorded(): Recording {
  const none = Object.fromEntries(Object.keys(recordingOf().observations).map(id => [id, null]))
  return {
    ...recordingOf({
      observations: none,
      cells: [['*/*/*', { status: 'untested', reason: 'not-selected' }]],
    }),
    target: unresolved,
  }
}

export function nothingSeen(): Seen {
  return seenOf(nothingRecorded())
}
