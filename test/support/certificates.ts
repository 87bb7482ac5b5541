/** Certificates for real servers, made by the openssl command: RSA, since that is what every server of the tests reads. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Certificates {
  /** The root, to be trusted. */
  readonly ca: string
  readonly certificate: string
  readonly key: string
  /** What is sent behind the certificate; may be empty. */
  readonly issuers: string
}

/** Paths of PEM files. */
export interface CertificateFiles {
  /** The certificate and its issuers. */
  readonly chain: string
  readonly key: string
  readonly issuers?: string
  /** The key and the chain. */
  readonly combined: string
}

/** What can be wrong with a certificate. */
export type Flaw =
  | 'expired'
  | 'not-yet-valid'
  | 'self-signed'
  | 'sample'
  | 'untrusted'
  | 'other-name'
  | 'for-clients'
  | 'sent-alone'

interface Authority {
  readonly ca: string
  readonly key: string
}

const made = new Map<string, Promise<unknown>>()

function once<Made>(name: string, make: () => Promise<Made>): Promise<Made> {
  const known = made.get(name) as Promise<Made> | undefined
  const making = known ?? make()
  made.set(name, making)
  return making
}

const usual = ['localhost', '127.0.0.1', '::1']
const issuerUrl = 'http://authority.example/intermediate.crt'
const root = (): Promise<Authority> => once('root', () => makeRoot('ftps-doctor test root'))

/** A leaf of the test's root for localhost, 127.0.0.1, ::1 and the names and addresses given; made once a process. */
export function certificatesFor(names: readonly string[] = []): Promise<Certificates> {
  return once(`for ${names.join(' ')}`, () => makeLeaf(root, { names: [...usual, ...names] }))
}

/** One that clients refuse for this flaw, made once a process. */
export function flawedCertificates(flaw: Flaw): Promise<Certificates> {
  return once(flaw, flawed[flaw])
}

/** A leaf of an intermediate authority, with the intermediate's certificate behind it: the cure of `sent-alone`. */
export function certificatesOfIntermediate(): Promise<Certificates> {
  return once('intermediate', () => makeLeaf(root, { names: usual, intermediate: true }))
}

const flawed: Readonly<Record<Flaw, () => Promise<Certificates>>> = {
  expired: () => makeLeaf(root, { names: usual, from: '20240101000000Z', until: '20240401000000Z' }),
  'not-yet-valid': () => makeLeaf(root, { names: usual, from: '20470101000000Z', until: '20480101000000Z' }),
  'self-signed': async () => {
    const { ca, key } = await makeRoot('localhost', usual)
    return { ca, key, certificate: ca, issuers: '' }
  },
  // What openssl req proposes.
  sample: async () => {
    const { ca, key } = await makeRoot('localhost/C=AU/ST=Some-State/O=Internet Widgits Pty Ltd', usual)
    return { ca, key, certificate: ca, issuers: '' }
  },
  'for-clients': () => makeLeaf(root, { names: usual, purpose: 'clientAuth' }),
  untrusted: () => makeLeaf(() => makeRoot('an unknown root'), { names: usual }),
  'other-name': () => makeLeaf(root, { names: ['ftp.other.example'] }),
  'sent-alone': async () => ({ ...(await certificatesOfIntermediate()), issuers: '' }),
}

/** Writes them where a server can read them. */
export async function writeCertificates(
  folder: string,
  { certificate, key, issuers }: Certificates,
): Promise<CertificateFiles> {
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text, { mode: 0o600 })
    return join(folder, name)
  }
  return {
    chain: await file('chain.pem', certificate + issuers),
    key: await file('key.pem', key),
    ...(issuers === '' ? {} : { issuers: await file('issuers.pem', issuers) }),
    combined: await file('combined.pem', key + certificate + issuers),
  }
}

type Openssl = (...args: readonly string[]) => Promise<unknown>

async function inFolder<Made>(make: (openssl: Openssl, folder: string) => Promise<Made>): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'ftps-doctor-certificates-'))
  try {
    return await make((...args) => run('openssl', args, { cwd: folder }), folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const newKey = ['-newkey', 'rsa:2048', '-nodes', '-sha256']

function makeRoot(name: string, names: readonly string[] = []): Promise<Authority> {
  return inFolder(async (openssl, folder) => {
    const alternatives = names.length === 0 ? [] : ['-addext', `subjectAltName=${alternativeNames(names)}`]
    await openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '90',
      '-subj', `/CN=${name}`, '-addext', 'keyUsage=critical,digitalSignature,keyCertSign,cRLSign', ...alternatives) // prettier-ignore
    const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8')
    return { ca: await read('ca.pem'), key: await read('ca.key') }
  })
}

interface Wish {
  readonly names: readonly string[]
  readonly from?: string
  readonly until?: string
  readonly intermediate?: boolean
  readonly purpose?: 'serverAuth' | 'clientAuth'
}

async function makeLeaf(authority: () => Promise<Authority>, wish: Wish): Promise<Certificates> {
  const { ca, key: caKey } = await authority()
  return inFolder(async (openssl, folder) => {
    const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text)
    const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
    const issue = async (name: string, issuer: string, extensions: readonly string[]): Promise<string> => {
      await openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
      await write(`${name}.ext`, [...extensions, ''].join('\n'))
      await openssl('ca', '-batch', '-notext', '-create_serial', '-config', 'ca.conf', '-extfile', `${name}.ext`,
        '-cert', `${issuer}.pem`, '-keyfile', `${issuer}.key`, '-in', `${name}.csr`, '-out', `${name}.pem`,
        '-startdate', wish.from ?? daysFromNow(-1), '-enddate', wish.until ?? daysFromNow(90)) // prettier-ignore
      return read(`${name}.pem`)
    }
    for (const [name, text] of Object.entries({ 'ca.pem': ca, 'ca.key': caKey, ...authorityFiles }))
      await write(name, text)
    const intermediate =
      wish.intermediate === true ? await issue('intermediate', 'ca', ofAuthority) : undefined
    const leaf = wish.names[0] ?? 'localhost'
    const certificate = await issue(leaf, intermediate === undefined ? 'ca' : 'intermediate', ofLeaf(wish))
    return { ca, certificate, key: await read(`${leaf}.key`), issuers: intermediate ?? ca }
  })
}

/** What `openssl ca` wants to have. */
const authorityFiles = {
  'index.txt': '',
  'ca.conf': [
    '[ca]\ndefault_ca=authority',
    '[authority]\ndatabase=index.txt\nnew_certs_dir=.\nserial=serial\ndefault_md=sha256\npolicy=policy\nunique_subject=no',
    '[policy]\ncommonName=supplied\n',
  ].join('\n'),
}

const ofAuthority = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
]

const ofLeaf = ({ names, purpose = 'serverAuth' }: Wish): readonly string[] => [
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,digitalSignature,keyEncipherment',
  `extendedKeyUsage=${purpose}`,
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=keyid',
  `authorityInfoAccess=caIssuers;URI:${issuerUrl}`,
  `subjectAltName=${alternativeNames(names)}`,
]

const alternativeNames = (names: readonly string[]): string =>
  names.map(name => `${isIP(name) ? 'IP' : 'DNS'}:${name}`).join(',')

/** `20261231235959Z`. */
function daysFromNow(days: number): string {
  const date = new Date(Date.now() + days * 24 * 60 * 60 * 1000)
  return `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
}
