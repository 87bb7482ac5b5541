import type { Remedy } from '../../model/finding.js'
import { clientRemedy, testedClientRemedy, testedRemedy, type ServerProduct } from './remedies.js'

const chain =
  'Use a certificate of a known authority, with its intermediate certificates behind it in the file'

/** Where each server takes its certificate from. */
export const certificateSettings: Readonly<Record<ServerProduct, string>> = {
  vsftpd: 'rsa_cert_file=/etc/ssl/certs/ftp-fullchain.pem\nrsa_private_key_file=/etc/ssl/private/ftp.key',
  ProFTPD: [
    'TLSRSACertificateFile /etc/ssl/certs/ftp.pem',
    'TLSRSACertificateKeyFile /etc/ssl/private/ftp.key',
    'TLSCertificateChainFile /etc/ssl/certs/ftp-chain.pem',
  ].join('\n'),
  'Pure-FTPd': 'CertFile /etc/ssl/private/pure-ftpd.pem',
  pyftpdlib:
    "handler.certfile = '/etc/ssl/certs/ftp-fullchain.pem'\nhandler.keyfile = '/etc/ssl/private/ftp.key'",
}

export const certificateRemedies: readonly Remedy[] = [
  testedRemedy('vsftpd', chain, { config: certificateSettings.vsftpd }),
  testedRemedy(
    'ProFTPD',
    'Use a certificate of a known authority; intermediate certificates go into a file of their own',
    { config: certificateSettings.ProFTPD },
  ),
  testedRemedy(
    'Pure-FTPd',
    'Use a certificate of a known authority: key, certificate and intermediates in one file (Debian: always this one, and no such setting)',
    { config: certificateSettings['Pure-FTPd'] },
  ),
  testedRemedy('pyftpdlib', chain, { config: certificateSettings.pyftpdlib }),
]

/** How a client is given an authority, and what people do instead. */
export const trustRemedies: readonly Remedy[] = [
  clientRemedy('ftps-doctor', 'Trust the authority that signed it, once you have its certificate', {
    config: '--ca authority.pem',
  }),
  testedClientRemedy('curl', 'Trust the authority that signed it', { config: '--cacert authority.pem' }),
  testedClientRemedy('lftp', 'Trust the authority that signed it', {
    config: 'set ssl:ca-file authority.pem',
  }),
  clientRemedy('FileZilla', 'Compare the fingerprint in the dialog by phone before you accept it'),
  testedClientRemedy('curl', 'Do without any check of who answers', { config: '-k', lowersSecurity: true }),
  testedClientRemedy('lftp', 'Do without any check of who answers', {
    config: 'set ssl:verify-certificate no',
    lowersSecurity: true,
  }),
]
