// Message logs as FileZilla 3.60 writes them (its source: engine/ftp, and "Network Configuration" of its wiki), put
// together by hand: no FileZilla runs here. The file has a date, process and engine before each line.

const login = (address: string): string => `Status:\tResolving address of ftp.partner.example
Status:\tConnecting to ${address}:21...
Status:\tConnection established, waiting for welcome message...
Response:\t220 Welcome
Command:\tAUTH TLS
Response:\t234 Proceed with negotiation.
Status:\tInitializing TLS...
Status:\tTLS connection established.
Command:\tUSER edi
Response:\t331 Please specify the password.
Command:\tPASS ********
Response:\t230 Login successful.
Command:\tPBSZ 0
Response:\t200 PBSZ set to 0.
Command:\tPROT P
Response:\t200 PROT now Private.
Status:\tLogged in
Status:\tRetrieving directory listing...
Command:\tPWD
Response:\t257 "/" is the current directory
Command:\tTYPE I
Response:\t200 Switching to Binary mode.
Command:\tPASV
`

export const portsFiltered = `${login('203.0.113.7')}Response:\t227 Entering Passive Mode (203,0,113,7,195,80).
Command:\tLIST
Error:\tThe data connection could not be established: ETIMEDOUT - Connection attempt timed out
Error:\tConnection timed out after 20 seconds of inactivity
Error:\tFailed to retrieve directory listing
`

export const portsFilteredByReply = `${login('203.0.113.7')}Response:\t227 Entering Passive Mode (203,0,113,7,195,80).
Command:\tLIST
Response:\t425 Failed to establish connection.
Error:\tFailed to retrieve directory listing
`

/** FileZilla takes the server's own address, and that does not answer. */
export const privateAndFiltered = `${login('203.0.113.7')}Response:\t227 Entering Passive Mode (192,168,1,5,195,80).
Status:\tServer sent passive reply with unroutable address. Using server address instead.
Command:\tLIST
Error:\tThe data connection could not be established: ETIMEDOUT - Connection attempt timed out
Error:\tFailed to retrieve directory listing
`

/** The same, and that one answers. */
export const privateAndListed = `${privateAndFiltered.split('Error:')[0] ?? ''}Response:\t150 Here comes the directory listing.
Response:\t226 Directory send OK.
`

export const resumption = `${login('203.0.113.7')}Response:\t227 Entering Passive Mode (203,0,113,7,195,80).
Command:\tMLSD
Response:\t150 Here comes the directory listing.
Response:\t522 SSL connection failed; session reuse required: see require_ssl_reuse option in vsftpd.conf man page
Error:\tFailed to retrieve directory listing
`

export const wrongPassword = `${login('203.0.113.7').split('Response:\t230')[0] ?? ''}Response:\t530 Login incorrect.
Error:\tCritical error: Could not connect to server
`

/** From the log file; two attempts. */
export const neverAnswered = [1, 2]
  .map(
    attempt => `2026-11-27 15:31:0${attempt} 4711 1 Status: Resolving address of ftp.partner.example
2026-11-27 15:31:0${attempt} 4711 1 Status: Connecting to 203.0.113.7:21...
2026-11-27 15:31:2${attempt} 4711 1 Error: Connection timed out after 20 seconds of inactivity
2026-11-27 15:31:2${attempt} 4711 1 Error: Could not connect to server
`,
  )
  .join('')

export const noTls = `Status:\tConnecting to 203.0.113.7:21...
Status:\tConnection established, waiting for welcome message...
Response:\t220 Welcome
Command:\tAUTH TLS
Response:\t502 Command not implemented.
Command:\tAUTH SSL
Response:\t502 Command not implemented.
Error:\tCritical error: Could not connect to server
`

export const listed = `${login('203.0.113.7')}Response:\t227 Entering Passive Mode (203,0,113,7,195,80).
Command:\tMLSD
Response:\t150 Here comes the directory listing.
Response:\t226 Directory send OK.
Status:\tDirectory listing of "/" successful
`
