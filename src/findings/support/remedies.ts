import type { Remedy } from '../../model/finding.js'

const products = {
  vsftpd: { file: '/etc/vsftpd.conf', apply: 'systemctl restart vsftpd' },
  ProFTPD: { file: '/etc/proftpd/proftpd.conf', apply: 'systemctl restart proftpd' },
  'Pure-FTPd': {
    file: '/etc/pure-ftpd/pure-ftpd.conf (Debian: a file of the same name in /etc/pure-ftpd/conf)',
    apply: 'systemctl restart pure-ftpd',
  },
  pyftpdlib: { file: 'the script that starts the server', apply: 'start the script again' },
} as const
export type ServerProduct = keyof typeof products

interface Details {
  readonly config?: string
  readonly lowersSecurity?: boolean
}

/** A cure in a server's configuration, with its usual file and how to apply it; from the product's documents. */
export function serverRemedy(product: ServerProduct, text: string, details: Details = {}): Remedy {
  const { lowersSecurity = false, ...config } = details
  return {
    side: 'server',
    product,
    text,
    ...config,
    ...products[product],
    evidence: 'documents',
    lowersSecurity,
  }
}

/** The same for a server that is known only by what it does. */
export function anyServerRemedy(text: string, details: Details = {}): Remedy {
  const { lowersSecurity = false, ...config } = details
  return { side: 'server', product: 'any', text, ...config, evidence: 'documents', lowersSecurity }
}

export function clientRemedy(product: string, text: string, details: Details = {}): Remedy {
  const { lowersSecurity = false, ...config } = details
  return { side: 'client', product, text, ...config, evidence: 'documents', lowersSecurity }
}

export function networkRemedy(text: string, details: Details = {}): Remedy {
  const { lowersSecurity = false, ...config } = details
  return { side: 'network', product: 'any', text, ...config, evidence: 'documents', lowersSecurity }
}
