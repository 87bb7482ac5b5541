/** What curl 7.88.1 writes (`-v`, shortened where TLS is spoken), in a network where packets are dropped or sent back. */

const meter = '\r  0     0    0     0    0     0      0      0 --:--:--  0:00:01 --:--:--     0'

const loggedIn = (begins: string): string => `${begins}*   Trying 203.0.113.7:21...
* Connected to ftp.partner.example (203.0.113.7) port 21 (#0)
< 220 FTP server ready\r
> AUTH TLS\r
< 234 AUTH TLS accepted\r
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
*  SSL certificate verify ok.
> USER edi\r
< 331 Password required for edi\r
> PASS geheim99\r
< 230 Logged in\r
> PBSZ 0\r
< 200 PBSZ 0 accepted\r
> PROT P\r
< 200 Data connections are private\r
`

const setUp = `> PASV\r
* Connect data stream passively
< 227 Entering Passive Mode (203,0,113,7,195,80)\r
* Connecting to 203.0.113.7 (203.0.113.7) port 50000
*   Trying 203.0.113.7:50000...
`

const couldNot = (
  seconds: number,
  code: number,
): string => `* Failed to connect to 203.0.113.7 port 21 after ${seconds * 1000 + 75} ms: Couldn't connect to server
${meter}
* Closing connection 0
curl: (${code}) Failed to connect to 203.0.113.7 port 21 after ${seconds * 1000 + 75} ms: Couldn't connect to server
`

/** Written to a file without `-s`: the meter rewrites its line, and the next message follows on it. */
const metered = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
${meter}`

const ended = (how: string): string => `${meter}${meter}* connect to 203.0.113.7 port 50000 failed: ${how}\n`

export const dataDropped = `${loggedIn(metered)}${setUp}${ended('Connection timed out')}${couldNot(131, 28)}`
export const dataRefused = `${loggedIn(metered)}${setUp}${ended('Connection refused')}${couldNot(0, 7)}`
export const dataTurnedAway = `${loggedIn(metered)}${setUp}${ended('No route to host')}${couldNot(0, 7)}`

/** Whoever copies a log leaves lines out: only how long it took is left. */
export const dataDroppedCut = `${loggedIn('')}${setUp}${couldNot(131, 7)}`
export const dataRefusedCut = `${loggedIn('')}${setUp}${couldNot(0, 7)}`

export const dataNowhere = `${loggedIn('')}> PASV\r
* Connect data stream passively
< 227 Entering Passive Mode (10,9,9,9,195,80)\r
* Connecting to 10.9.9.9 (10.9.9.9) port 50000
*   Trying 10.9.9.9:50000...
* Immediate connect fail for 10.9.9.9: Network is unreachable
${couldNot(0, 7)}`

export const dropped = `*   Trying 203.0.113.7:21...
* connect to 203.0.113.7 port 21 failed: Connection timed out
* Failed to connect to ftp.partner.example port 21 after 131075 ms: Couldn't connect to server
* Closing connection 0
curl: (28) Failed to connect to ftp.partner.example port 21 after 131075 ms: Couldn't connect to server
`

/** No IPv6 here, and over IPv4 the server refuses. */
export const refusedBehindNoIpv6 = `*   Trying [2001:db8::7]:21...
* Immediate connect fail for 2001:db8::7: Network is unreachable
*   Trying 203.0.113.7:21...
* connect to 203.0.113.7 port 21 failed: Connection refused
* Failed to connect to ftp.partner.example port 21 after 9 ms: Couldn't connect to server
* Closing connection 0
curl: (7) Failed to connect to ftp.partner.example port 21 after 9 ms: Couldn't connect to server
`

export const noNetwork = `*   Trying 203.0.113.7:21...
* Immediate connect fail for 203.0.113.7: Network is unreachable
* Failed to connect to ftp.partner.example port 21 after 0 ms: Couldn't connect to server
* Closing connection 0
curl: (7) Failed to connect to ftp.partner.example port 21 after 0 ms: Couldn't connect to server
`

export const listed = `${loggedIn(metered)}${setUp}* Connected to 203.0.113.7 (203.0.113.7) port 50000 (#0)
> LIST\r
< 150 Here it comes\r
${meter}* Remembering we are in dir ""
< 226 That was all\r
* Connection #0 to host ftp.partner.example left intact
`
