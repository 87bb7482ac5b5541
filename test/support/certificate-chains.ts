/** Certificates of one chain, each also as it was when it had expired: same names, same keys. Made by the openssl command. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** All PEM. */
export interface Chain {
  readonly key: string
  readonly leaf: string
  readonly leafOfTomorrow: string
  /** One bit of its signature is another. */
  readonly damagedLeaf: string
  readonly intermediate: string
  readonly root: string
  readonly expiredIntermediate: string
  readonly expiredRoot: string
  /** The root's name and key, signed by another root that nobody here trusts: expired as well. */
  readonly expiredCross: string
  readonly otherRoot: string
  /** The intermediate's name with another key, which has signed nothing. */
  readonly forgedIntermediate: string
}

let made: Promise<Chain> | undefined

/** A leaf for 127.0.0.1 and what is above it; made once a process. */
export function chain(): Promise<Chain> {
  return (made ??= make())
}

interface Issue {
  readonly name: string
  readonly issuer: string
  /** Whose certificate of that issuer signs; the issuer's own name when not given. */
  readonly subject?: string
  readonly when?: keyof typeof dates
}

async function make(): Promise<Chain> {
  const folder = await mkdtemp(join(tmpdir(), 'ftps-doctor-chain-'))
  try {
    const openssl = (...args: readonly string[]): Promise<unknown> => run('openssl', args, { cwd: folder })
    const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, 'index.txt'), '')
    await writeFile(join(folder, 'ca.conf'), configuration)
    for (const subject of ['root', 'other', 'intermediate', 'forged', 'leaf'])
      await openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
        '-keyout', `${subject}.key`, '-out', `${subject}.csr`, '-subj', `/CN=${subject === 'forged' ? 'intermediate' : subject} of a chain`) // prettier-ignore
    const issue = async ({ name, issuer, subject = name, when = 'now' }: Issue): Promise<string> => {
      const signer = issuer === subject ? ['-selfsign'] : ['-cert', `${issuer}.pem`]
      const [from, until] = dates[when]
      await openssl('ca', '-batch', '-notext', '-create_serial', '-config', 'ca.conf', ...signer,
        '-extensions', subject === 'leaf' ? 'leaf' : 'authority', '-keyfile', `${issuer}.key`,
        '-in', `${subject}.csr`, '-out', `${name}.pem`, '-startdate', from, '-enddate', until) // prettier-ignore
      return read(`${name}.pem`)
    }
    const root = await issue({ name: 'root', issuer: 'root' })
    const otherRoot = await issue({ name: 'other', issuer: 'other' })
    const intermediate = await issue({ name: 'intermediate', issuer: 'root' })
    const leaf = await issue({ name: 'leaf', issuer: 'intermediate' })
    return {
      ...{ root, otherRoot, intermediate, leaf, damagedLeaf: damaged(leaf) },
      leafOfTomorrow: await issue({
        name: 'early',
        subject: 'leaf',
        issuer: 'intermediate',
        when: 'tomorrow',
      }),
      key: await read('leaf.key'),
      expiredIntermediate: await issue({
        name: 'old',
        subject: 'intermediate',
        issuer: 'root',
        when: 'past',
      }),
      forgedIntermediate: await issue({ name: 'forged', issuer: 'root' }),
      expiredRoot: await issue({ name: 'older', subject: 'root', issuer: 'root', when: 'past' }),
      expiredCross: await issue({ name: 'cross', subject: 'root', issuer: 'other', when: 'past' }),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A certificate ends with its signature (RFC 5280 §4.1). */
function damaged(pem: string): string {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
  der.writeUInt8(der.readUInt8(der.length - 1) ^ 1, der.length - 1)
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}

const configuration = [
  '[ca]\ndefault_ca=issuing',
  '[issuing]\ndatabase=index.txt\nnew_certs_dir=.\nserial=serial\ndefault_md=sha256\npolicy=policy\nunique_subject=no',
  '[policy]\ncommonName=supplied',
  '[authority]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash',
  '[leaf]\nbasicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=IP:127.0.0.1',
  'authorityInfoAccess=caIssuers;URI:http://authority.example/intermediate.crt\n',
].join('\n')

const dates = {
  past: ['20200101000000Z', '20210930000000Z'],
  now: [daysFromNow(-1), daysFromNow(9)],
  tomorrow: [daysFromNow(1), daysFromNow(9)],
} as const

/** `20261231235959Z`. */
function daysFromNow(days: number): string {
  const date = new Date(Date.now() + days * 24 * 60 * 60 * 1000)
  return `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
}
