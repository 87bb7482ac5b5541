import type { Remedy } from '../../model/finding.js'
import { clientRemedy, serverRemedy } from './remedies.js'

const real =
  'Use a certificate of a known authority, with its intermediate certificates behind it in the file'

/** Where each server takes its certificate from. */
export const certificateRemedies: readonly Remedy[] = [
  serverRemedy('vsftpd', real, {
    config: 'rsa_cert_file=/etc/ssl/certs/ftp-fullchain.pem\nrsa_private_key_file=/etc/ssl/private/ftp.key',
  }),
  serverRemedy(
    'ProFTPD',
    'Use a certificate of a known authority; intermediate certificates go into a file of their own',
    {
      config:
        'TLSRSACertificateFile /etc/ssl/certs/ftp.pem\nTLSRSACertificateKeyFile /etc/ssl/private/ftp.key\nTLSCertificateChainFile /etc/ssl/certs/ftp-chain.pem',
    },
  ),
  serverRemedy(
    'Pure-FTPd',
    'Use a certificate of a known authority: key, certificate and intermediates in one file',
    {
      config: 'CertFile /etc/ssl/private/pure-ftpd.pem',
    },
  ),
  serverRemedy('pyftpdlib', real, {
    config: "TLS_FTPHandler.certfile = 'ftp-fullchain.pem'\nTLS_FTPHandler.keyfile = 'ftp.key'",
  }),
]

/** How a client is given an authority, and what people do instead. */
export const trustRemedies: readonly Remedy[] = [
  clientRemedy('ftps-doctor', 'Trust the authority that signed it, once you have its certificate', {
    config: '--ca authority.pem',
  }),
  clientRemedy('curl', 'Trust the authority that signed it', { config: '--cacert authority.pem' }),
  clientRemedy('lftp', 'Trust the authority that signed it', { config: 'set ssl:ca-file authority.pem' }),
  clientRemedy('FileZilla', 'Compare the fingerprint in the dialog by phone before you accept it'),
  clientRemedy('curl', 'Do without any check of who answers', { config: '-k', lowersSecurity: true }),
  clientRemedy('lftp', 'Do without any check of who answers', {
    config: 'set ssl:verify-certificate no',
    lowersSecurity: true,
  }),
]
