// Session logs as WinSCP 5 and 6 write them (winscp.net: "Logging", "Timeout detected. (data connection)"), put together
// by hand: no WinSCP runs here.

const stamp = '2026-11-27 15:31:07.123'

function log(lines: string): string {
  return lines
    .trim()
    .split('\n')
    .map(line => `${line.slice(0, 1)} ${stamp} ${line.slice(2)}`)
    .join('\r\n')
}

const start = (
  encryption: string,
): string => `. --------------------------------------------------------------------------
. WinSCP Version 6.3.5 (Build 14991 2024-08-20) (OS 10.0.19045 - Windows 10)
. Session name: edi@ftp.partner.example
. Host name: ftp.partner.example (Port: 21)
. User name: edi (Password: Yes, Key file: No, Passphrase: No)
. FTP: FTPS: ${encryption} [Client certificate: No]
. Connecting to ftp.partner.example ...
. Connected with ftp.partner.example. Waiting for welcome message...
< 220 Welcome
> AUTH TLS
< 234 Proceed with negotiation.
`

export const dataTimeout = log(`${start('Explicit TLS/SSL')}. TLS connection established
> USER edi
< 331 Please specify the password.
> PASS *************
< 230 Login successful.
> PBSZ 0
< 200 PBSZ set to 0.
> PROT P
< 200 PROT now Private.
. Retrieving directory listing...
> PASV
< 227 Entering Passive Mode (203,0,113,7,195,80).
> MLSD
. Connecting to 203.0.113.7:50000 ...
. Timeout detected. (data connection)
. Could not retrieve directory listing
* (ECommand) Error listing directory '/'.
* Timeout detected. (data connection)
* Could not retrieve directory listing`)

export const handshakeClosed = log(`${start('Explicit TLS/SSL')}. Connection closed by server
. Connection failed.
* (EFatal) Connection failed.`)

export const noReplyInside = log(`${start('Explicit TLS/SSL')}. TLS connection established
> USER edi
. Timeout detected. (control connection)
. Connection failed.
* (EFatal) Connection failed.
* Timeout detected. (control connection)`)
