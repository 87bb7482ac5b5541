import { X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import tls from 'node:tls'

export interface TrustOptions {
  /** PEM; then nothing else is trusted. */
  readonly ca?: string
  /** What to call it in words, such as the file's name. */
  readonly caName?: string
}

export interface ContextOptions {
  readonly minVersion?: tls.SecureVersion
  readonly maxVersion?: tls.SecureVersion
  readonly ciphers?: string
}

export interface Trust {
  /** Which store is asked, in words. */
  readonly store: string
  /** Contexts with the same options are one and the same: making one reads some 150 certificates. */
  context(options?: ContextOptions): tls.SecureContext
}

/** Where Debian, Fedora and SUSE keep what the system's administrator trusts. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
]

/**
 * What to trust: the given authorities alone; without them Node's own list and, on Linux, the distribution's.
 * Node 20 cannot ask the stores of Windows or macOS. Throws an Error of one sentence for a PEM it cannot use.
 */
export function makeTrust(options: TrustOptions): Trust {
  const { store, ca } = options.ca === undefined ? systemTrust() : givenTrust(options.ca, options.caName)
  const made = new Map<string, tls.SecureContext>()
  return {
    store,
    context({ minVersion, maxVersion, ciphers } = {}) {
      const key = JSON.stringify([minVersion, maxVersion, ciphers])
      const known = made.get(key)
      if (known) return known
      const context = tls.createSecureContext({
        ca: [...ca],
        ...(minVersion !== undefined && { minVersion }),
        ...(maxVersion !== undefined && { maxVersion }),
        ...(ciphers !== undefined && { ciphers }),
      })
      made.set(key, context)
      return context
    },
  }
}

interface Authorities {
  readonly store: string
  readonly ca: readonly string[]
}

function systemTrust(): Authorities {
  const node = { store: "Node's list", ca: tls.rootCertificates }
  if (process.platform !== 'linux') return node
  for (const file of bundles) {
    const pem = readable(file)
    if (pem !== undefined) return { store: `${node.store} and ${file}`, ca: [...node.ca, pem] }
  }
  return node
}

function givenTrust(pem: string, name = 'the given CA file'): Authorities {
  const blocks = pem.match(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^]*?-----END [A-Z0-9 ]+-----/g)
  if (!blocks) throw new Error(`${name} holds no certificate in PEM form.`)
  const ca = blocks.map((block, index) => readCertificate(block, `Certificate ${index + 1} in ${name}`))
  return { store: name, ca }
}

function readCertificate(block: string, which: string): string {
  try {
    return new X509Certificate(block).toString()
  } catch {
    throw new Error(`${which} cannot be read.`)
  }
}

/** A bundle that is missing, unreadable or without a certificate is no bundle. */
function readable(file: string): string | undefined {
  try {
    const pem = fs.readFileSync(file, 'latin1')
    return pem.includes('-----BEGIN CERTIFICATE-----') ? pem : undefined
  } catch {
    return undefined
  }
}
