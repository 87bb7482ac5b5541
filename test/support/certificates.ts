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
}

const made = new Map<string, Promise<Certificates>>()

/** A root and a leaf for localhost, 127.0.0.1, ::1 and the names and addresses given; made once a process. */
export function certificatesFor(names: readonly string[] = []): Promise<Certificates> {
  const key = names.join(' ')
  const known = made.get(key) ?? make(['localhost', '127.0.0.1', '::1', ...names])
  made.set(key, known)
  return known
}

async function make(names: readonly string[]): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'ftps-doctor-certificates-'))
  const openssl = (...args: readonly string[]): Promise<unknown> => run('openssl', args, { cwd: folder })
  const newKey = ['-newkey', 'rsa:2048', '-nodes', '-sha256']
  try {
    await openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '90',
      '-subj', '/CN=ftps-doctor test root', '-addext', 'keyUsage=critical,keyCertSign,cRLSign') // prettier-ignore
    await openssl('req', ...newKey, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=localhost')
    await writeFile(join(folder, 'leaf.ext'), leafExtensions(names))
    await openssl('x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial',
      '-days', '90', '-sha256', '-extfile', 'leaf.ext', '-out', 'leaf.pem') // prettier-ignore
    const [ca, certificate, key] = await Promise.all(
      ['ca.pem', 'leaf.pem', 'leaf.key'].map(name => readFile(join(folder, name), 'utf8')),
    )
    return { ca: ca ?? '', certificate: certificate ?? '', key: key ?? '' }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function leafExtensions(names: readonly string[]): string {
  const alternatives = names.map(name => `${isIP(name) ? 'IP' : 'DNS'}:${name}`).join(',')
  return [
    'basicConstraints=critical,CA:FALSE',
    'keyUsage=critical,digitalSignature,keyEncipherment',
    'extendedKeyUsage=serverAuth',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
    `subjectAltName=${alternatives}`,
    '',
  ].join('\n')
}
