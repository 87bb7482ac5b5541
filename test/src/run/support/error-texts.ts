// What programs print, as people paste it: from the catalogue of failure modes, from runs of the clients, from their
// sources. Addresses are those that are kept for documents (RFC 5737).

/** A text, and the findings of which one must be among the first two. */
export const plain: readonly (readonly [text: string, oneOf: readonly string[]])[] = [
  // Node's own words, and of basic-ftp and promise-ftp on it
  ['Error: getaddrinfo EAI_AGAIN ftp.partner.example', ['host-unknown']],
  ['Error: getaddrinfo ENOTFOUND ftp.partner.exmaple', ['host-unknown']],
  ['connect ECONNREFUSED 203.0.113.7:21', ['connection-refused']],
  ['Error: connect ECONNREFUSED 203.0.113.7:990', ['connection-refused']],
  ['connect EHOSTUNREACH 203.0.113.7:21', ['host-unreachable']],
  ['connect ETIMEDOUT 203.0.113.7:21', ['connection-filtered', 'host-unreachable']],
  ['connect ETIMEDOUT 203.0.113.7:50012', ['passive-ports-filtered', 'connection-filtered']],
  ['Data connection could not be established: ETIMEDOUT', ['passive-ports-filtered']],
  [
    'The data connection could not be established: ETIMEDOUT - Connection attempt timed out',
    ['passive-ports-filtered'],
  ],
  [
    'The data connection could not be established: ECONNREFUSED - Connection refused by server',
    ['passive-ports-refused'],
  ],
  [
    "Can't open data connection in passive mode: connect ECONNREFUSED 203.0.113.7:50012",
    ['passive-ports-refused'],
  ],
  [
    "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: ftp.partner.example. is not in the cert's altnames: DNS:www.partner.example",
    ['certificate-name-mismatch'],
  ],
  [
    'Error: unable to verify the first certificate',
    ['certificate-chain-incomplete', 'certificate-untrusted'],
  ],
  ['Error: self signed certificate', ['certificate-self-signed']],
  ['Error: self-signed certificate in certificate chain', ['certificate-untrusted']],
  [
    'Error: Client network socket disconnected before secure TLS connection was established',
    ['closed-after-auth'],
  ],
  ['FTPError: 530 Login incorrect.', ['login-refused']],
  [
    'FTPError: 421 There are too many connections from your internet address.',
    ['greeting-busy', 'session-limit-reached'],
  ],
  ['Server sent FIN packet unexpectedly, closing connection.', ['closed-before-greeting']],
  [
    'Error: Server sent FIN packet unexpectedly, closing connection. (control socket)',
    ['closed-before-greeting'],
  ],
  [
    'PASV returned another host 10.0.0.5, expected 203.0.113.7',
    ['passive-address-private', 'passive-address-wrong'],
  ],
  // curl
  ['curl: (6) Could not resolve host: ftp.partner.exmaple', ['host-unknown']],
  [
    'curl: (7) Failed to connect to ftp.partner.example port 21 after 12 ms: Connection refused',
    ['connection-refused'],
  ],
  [
    'curl: (7) Failed to connect to ftp.partner.example port 21 after 3054 ms: No route to host',
    ['host-unreachable'],
  ],
  ['curl: (9) Server denied you to change to the given directory', ['listing-refused']],
  ['curl: (13) Bad PASV/EPSV response: 502', ['passive-refused', 'plain-passive-refused']],
  ['curl: (13) Bad PASV/EPSV response: 522', ['session-resumption-required', 'private-protection-required']],
  ['curl: (30) Failed to do PORT', ['active-refused', 'active-behind-our-nat']],
  ['curl: (60) SSL certificate problem: self-signed certificate', ['certificate-self-signed']],
  [
    'curl: (60) SSL certificate problem: unable to get local issuer certificate',
    ['certificate-chain-incomplete', 'certificate-untrusted'],
  ],
  [
    "curl: (60) SSL: no alternative certificate subject name matches target host name 'ftp.partner.example'",
    ['certificate-name-mismatch'],
  ],
  [
    'curl: (64) Requested SSL level failed',
    [
      'tls-not-offered',
      'private-protection-refused',
      'auth-temporarily-unavailable',
      'protection-not-supported',
    ],
  ],
  ['curl: (67) Access denied: 530', ['login-refused', 'tls-required-before-login']],
  // lftp, wget, GnuTLS
  [
    'ls: Fatal error: Certificate verification: Not trusted (C1:23:45:67)',
    ['certificate-self-signed', 'certificate-untrusted'],
  ],
  [
    'Fatal error: Certificate verification: The certificate is NOT trusted. The certificate issuer is unknown.',
    ['certificate-untrusted', 'certificate-chain-incomplete'],
  ],
  [
    "Fatal error: Certificate verification: certificate common name doesn't match requested host name",
    ['certificate-name-mismatch'],
  ],
  [
    'ls: ftp:ssl-force is set and server does not support or allow SSL',
    ['tls-not-offered', 'auth-tls-refused'],
  ],
  ["The certificate of 'ftp.partner.example' has expired.", ['certificate-expired']],
  ["Server did not accept the 'PROT P' command.", ['private-protection-refused']],
  ['Cannot initiate PASV transfer.', ['passive-refused', 'plain-passive-refused']],
  [
    'GnuTLS error -15: An unexpected TLS packet was received.',
    ['explicit-tls-expected', 'clear-text-after-auth', 'protection-not-honoured'],
  ],
  // FileZilla, WinSCP
  [
    'Error: GnuTLS error -110 in gnutls_record_recv: The TLS connection was non-properly terminated.',
    ['closed-after-auth'],
  ],
  [
    'Command: LIST\nError: Connection timed out after 20 seconds of inactivity\nError: Failed to retrieve directory listing',
    ['passive-ports-filtered', 'encrypted-control-blinds-firewall', 'listing-refused'],
  ],
  [
    'Status: Server sent passive reply with unroutable address. Using server address instead.',
    ['passive-address-private'],
  ],
  ['Response: 534 Policy requires SSL.', ['auth-temporarily-unavailable', 'tls-required-before-login']],
  ['550 SSL/TLS required on the control channel', ['tls-required-before-login']],
  ['530 Non-anonymous sessions must use encryption.', ['tls-required-before-login']],
  ['530 User cannot log in, home directory inaccessible.', ['account-home-unusable']],
  [
    'Timeout detected. (data connection)\nCould not retrieve directory listing',
    ['passive-ports-filtered', 'passive-address-wrong'],
  ],
  ['421 Too many connections (8) from this IP', ['session-limit-reached', 'greeting-busy']],
  // Python
  ['socket.gaierror: [Errno -2] Name or service not known', ['host-unknown']],
  ['ConnectionRefusedError: [Errno 111] Connection refused', ['connection-refused', 'passive-ports-refused']],
  ['ftplib.error_perm: 530 Login incorrect.', ['login-refused']],
  ['ftplib.error_perm: 530 Please login with USER and PASS.', ['login-refused', 'tls-not-offered']],
  [
    'ftplib.error_perm: 522 SSL connection failed; session reuse required: see require_ssl_reuse option in vsftpd.conf man page',
    ['session-resumption-required'],
  ],
  [
    'ftplib.error_temp: 425 Unable to build data connection: Operation not permitted',
    ['session-resumption-required'],
  ],
  ['ftplib.error_perm: 522 Data connections must be encrypted.', ['private-protection-required']],
  ['ftplib.error_perm: 550 SSL/TLS required on the data channel', ['private-protection-required']],
  [
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:997)',
    ['certificate-expired'],
  ],
  [
    "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'ftp.partner.example'. (_ssl.c:997)",
    ['certificate-name-mismatch'],
  ],
  [
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:997)',
    ['certificate-chain-incomplete', 'certificate-untrusted'],
  ],
  [
    'ConnectionResetError: [Errno 104] Connection reset by peer',
    ['closed-after-auth', 'closed-before-greeting'],
  ],
  // OpenSSL from 3.0 on, which names no function between the colons; and an address beside the words
  ['error:0A000086:SSL routines::certificate has expired', ['certificate-expired']],
  [
    '4067D8F1A27F0000:error:0A000086:SSL routines::unable to get local issuer certificate',
    ['certificate-chain-incomplete', 'certificate-untrusted'],
  ],
  ['2026-11-22T15:31:07.412Z connect ECONNREFUSED 2001:db8::7:990', ['connection-refused']],
  ['dial tcp [2001:db8::7]:21: connect: connection refused', ['connection-refused']],
  // .NET, Java, PHP, Perl, Go, C-Kermit
  ['Net::FTP: connect: Connection refused', ['connection-refused']],
  ['The handshake failed due to an unexpected packet format.', ['explicit-tls-expected']],
  [
    'FluentFTP.FtpCommandException: Code: 425 Message: TLS session of data connection not resumed',
    ['session-resumption-required'],
  ],
  [
    'The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch',
    ['certificate-name-mismatch'],
  ],
  [
    'org.apache.commons.net.ftp.FTPConnectionClosedException: Connection closed without indication.',
    ['session-resumption-required', 'closed-before-greeting'],
  ],
  [
    'java.io.IOException: Host attempting data connection 198.51.100.9 is not same as server 203.0.113.7',
    ['data-peer-mismatch'],
  ],
  [
    'javax.net.ssl.SSLException: Unsupported or unrecognized SSL message',
    ['explicit-tls-expected', 'clear-text-after-auth', 'protection-not-honoured'],
  ],
  [
    'java.security.cert.CertificateException: No name matching ftp.partner.example found',
    ['certificate-name-mismatch'],
  ],
  [
    'sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
    ['certificate-untrusted', 'certificate-chain-incomplete', 'certificate-self-signed'],
  ],
  ['java.net.UnknownHostException: ftp.partner.exmaple', ['host-unknown']],
  [
    'java.net.ConnectException: Connection refused (Connection refused)',
    ['connection-refused', 'passive-ports-refused'],
  ],
  [
    'org.apache.commons.net.MalformedServerReplyException: Could not parse response code. Server Reply: SSH-2.0-OpenSSH_9.2',
    ['ssh-service'],
  ],
  ['PHP Warning: ftp_login(): Login incorrect. in upload.php on line 12', ['login-refused']],
  ['Warning: ftp_nlist(): SSL/TLS required on the data channel', ['private-protection-required']],
  ['x509: certificate signed by unknown authority', ['certificate-untrusted']],
  [
    'x509: certificate has expired or is not yet valid: current time 2026-11-22T15:31:07Z is after 2026-10-01T00:00:00Z',
    ['certificate-expired'],
  ],
  [
    'x509: certificate is valid for www.partner.example, not ftp.partner.example',
    ['certificate-name-mismatch'],
  ],
  ['?Protection buffer size negotiation failed', ['protection-not-supported']],
  ['dial tcp 203.0.113.7:21: connect: connection refused', ['connection-refused']],
  ['dial tcp: lookup ftp.partner.exmaple: no such host', ['host-unknown']],
  ['remote error: tls: illegal parameter', ['session-resumption-required']],
  // servers
  [
    '530 This FTP server does not allow plain FTP. You have to use FTP over TLS.',
    ['tls-required-before-login'],
  ],
  ['530 Login authentication failed', ['login-refused']],
  ['System.Net.WebException: The remote server returned an error: (530) Not logged in.', ['login-refused']],
  ['500 OOPS: vsftpd: refusing to run with writable root inside chroot()', ['account-home-unusable']],
  ['500 OOPS: cannot change directory:/home/edi', ['account-home-unusable']],
  ['425 Security: Bad IP connecting.', ['data-peer-mismatch']],
  [
    "500 I won't open a connection to 192.168.1.5 (only to 203.0.113.9)",
    ['active-behind-our-nat', 'active-address-rejected'],
  ],
  ['500 Illegal PORT command.', ['active-behind-our-nat', 'active-address-rejected']],
  ['332 Need account for login.', ['account-required']],
  ['500 AUTH not understood', ['tls-not-offered']],
  [
    '421 Sorry, cleartext sessions and weak ciphers are not accepted on this server.',
    ['tls-required-before-login'],
  ],
  [
    '530 Sorry, the maximum number of clients (3) for this user are already connected.',
    ['session-limit-reached'],
  ],
]

/** A text that several causes share, and those that must all be named, each with what tells it apart. */
export const ambiguous: readonly (readonly [text: string, all: readonly string[]])[] = [
  [
    'wrong version number',
    ['explicit-tls-expected', 'clear-text-after-auth', 'ssh-service', 'protection-not-honoured'],
  ],
  [
    'curl: (35) error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
    ['explicit-tls-expected', 'clear-text-after-auth', 'ssh-service'],
  ],
  [
    'error:0A00010B:SSL routines::wrong version number',
    ['explicit-tls-expected', 'clear-text-after-auth', 'ssh-service'],
  ],
  ['Connection timed out', ['connection-filtered', 'passive-ports-filtered', 'host-unreachable']],
  [
    'curl: (28) Connection timed out after 5001 milliseconds',
    ['connection-filtered', 'passive-ports-filtered', 'host-unreachable'],
  ],
  ['connect ETIMEDOUT 203.0.113.7:50012', ['connection-filtered', 'passive-ports-filtered']],
  ['Connection refused', ['connection-refused', 'passive-ports-refused']],
  ["425 Can't open data connection.", ['active-blocked', 'passive-ports-filtered']],
  ['425', ['active-blocked', 'session-resumption-required', 'data-peer-mismatch', 'passive-ports-filtered']],
  ['425 Failed to establish connection.', ['active-blocked', 'passive-ports-filtered']],
  [
    'curl: (28) Operation timed out after 10001 milliseconds with 0 bytes received',
    ['implicit-tls-expected', 'greeting-silent'],
  ],
  ['Timeout (control socket)', ['implicit-tls-expected', 'greeting-silent', 'ssh-service']],
  ['Error: Failed to retrieve directory listing', ['passive-ports-filtered', 'listing-refused']],
  ['425 Unable to build data connection: Connection timed out', ['active-blocked', 'passive-ports-filtered']],
  [
    'The remote certificate is invalid according to the validation procedure.',
    ['certificate-untrusted', 'certificate-self-signed', 'certificate-name-mismatch', 'certificate-expired'],
  ],
  ['522', ['session-resumption-required', 'private-protection-required']],
  ['read ECONNRESET', ['closed-after-auth', 'session-resumption-required']],
]

/** Texts of programs and troubles that have nothing to do with FTP over TLS. */
export const foreign: readonly string[] = [
  'zzz blah',
  'Segmentation fault (core dumped)',
  "TypeError: Cannot read properties of undefined (reading 'length')",
  'java.lang.NullPointerException: Cannot invoke "String.length()" because "s" is null',
  'bash: ftps: command not found',
  'No space left on device',
  'npm ERR! code ELIFECYCLE errno 1',
  'fatal: not a git repository (or any of the parent directories): .git',
  'psql: FATAL: database "orders" does not exist',
  'ORA-00942: table or view does not exist',
  'HTTP 404 Not Found',
  'HTTP 502 Bad Gateway',
  'HTTP/1.1 502 Bad Gateway',
  '502 Bad Gateway',
  'HTTP/1.1 530 Not logged in',
  'Permission denied (publickey)',
  'edi@192.0.2.7: Permission denied (publickey,password).',
  'git@192.0.2.7: Permission denied (publickey,hostbased).',
  'ssh: connect to host 192.0.2.7 port 22: Connection refused',
  'docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
  'error TS2322: Type string is not assignable to type number.',
  'Your printer is out of paper',
  'Killed process 1234 (java) total-vm:8000000kB',
  '504 Gateway timeout',
  'smtp 550 mailbox unavailable',
  'kex_exchange_identification: Connection closed by remote host',
  'Cannot connect to MySQL server on localhost (111)',
  'upstream timed out (110: Connection timed out) while reading response header',
  'undefined symbol: SSL_library_init',
  'error:0A000119:SSL routines::decryption failed or bad record mac',
  'error:0A00018A:SSL routines::dh key too small',
  '226 Transfer complete',
  'the server',
  'certificate',
  'curl',
  'error',
  'connection',
  'it does not work',
]
