import type { Remedy } from '../../model/finding.js'

const products = {
  vsftpd: { version: '3.0.3', file: '/etc/vsftpd.conf', apply: 'systemctl restart vsftpd' },
  ProFTPD: { version: '1.3.8', file: '/etc/proftpd/proftpd.conf', apply: 'systemctl restart proftpd' },
  'Pure-FTPd': {
    version: '1.0.50',
    file: '/etc/pure-ftpd/pure-ftpd.conf (Debian: a file of the same name in /etc/pure-ftpd/conf)',
    apply: 'systemctl restart pure-ftpd',
  },
  pyftpdlib: {
    version: '1.5.7',
    file: 'the script that starts the server',
    apply: 'start the script again',
  },
} as const
export type ServerProduct = keyof typeof products

interface Details {
  readonly config?: string
  readonly lowersSecurity?: boolean
}

/** A cure in a server's configuration, with its usual file and how to apply it; from the product's documents. */
export function serverRemedy(product: ServerProduct, text: string, details: Details = {}): Remedy {
  const { lowersSecurity = false, ...config } = details
  const { file, apply } = products[product]
  return {
    side: 'server',
    product,
    text,
    ...config,
    file,
    apply,
    evidence: 'documents',
    lowersSecurity,
  }
}

/** The same, where a test makes the mistake on the product itself and sees this cure it. */
export function testedRemedy(
  product: ServerProduct,
  text: string,
  details: Details & Required<Pick<Details, 'config'>>,
): Remedy {
  return {
    ...serverRemedy(product, text, details),
    evidence: `tested ${product} ${products[product].version}`,
  }
}

/** The same cures for another finding, on which nobody tried them. */
export function untested(remedies: readonly Remedy[]): readonly Remedy[] {
  return remedies.map(remedy => ({ ...remedy, evidence: 'documents' }))
}

/** The same for a server that is known only by what it does. */
export function anyServerRemedy(text: string, details: Details = {}): Remedy {
  const { lowersSecurity = false, ...config } = details
  return { side: 'server', product: 'any', text, ...config, evidence: 'documents', lowersSecurity }
}

const clients = { curl: '7.88.1', lftp: '4.9.2', 'Python ftplib': '3.11' } as const

/** A setting of a client, where a test saw it work against a real server with the mistake. */
export function testedClientRemedy(
  product: keyof typeof clients,
  text: string,
  details: Details & Required<Pick<Details, 'config'>>,
): Remedy {
  return { ...clientRemedy(product, text, details), evidence: `tested ${product} ${clients[product]}` }
}

export function clientRemedy(product: string, text: string, details: Details = {}): Remedy {
  const { lowersSecurity = false, ...config } = details
  return { side: 'client', product, text, ...config, evidence: 'documents', lowersSecurity }
}

export function networkRemedy(text: string, details: Details = {}): Remedy {
  const { lowersSecurity = false, ...config } = details
  return { side: 'network', product: 'any', text, ...config, evidence: 'documents', lowersSecurity }
}
