/** 425 and 522 where a listing should come: which command gets it, and what data connections of another kind do, tells. */
import { explicitOnly, lookAlikes, patientBut, raw, scripted } from './support/group.js'
import { sendListing, transferring, type Session } from './support/transferring.js'

const only = ['auth-tls/P/*', 'auth-tls/C/*', 'auth-tls/default/*']
const withResumption = { only: [...only, 'resumption'] }
/** Both versions of TLS that a resumption rule is asked at. */
const wants = (reply: string, boundTo: 'server' | 'login') =>
  scripted({
    faults: { resumptionRequired: { boundTo, reply, ends: boundTo === 'server' } },
    started: explicitOnly,
    options: withResumption,
  })

type Asked = (session: Session, command: string) => boolean
const says = (reply: string, isMet: Asked, options = {}) =>
  raw(transferring({ answer: (session, command) => (isMet(session, command) ? reply : undefined) }), {
    only,
    ...options,
  })

const inClear: Asked = ({ level }, command) => command === 'LIST' && level !== 'P'
const inActiveMode: Asked = ({ isActive }, command) => command === 'LIST' && isActive
/** So many passive ports in all, and no more. */
const afterSome = (given: number): Asked => {
  let asked = 0
  return (_session, command) => /^(PASV|EPSV)$/.test(command) && ++asked > given
}
const always =
  (...commands: readonly string[]): Asked =>
  (_session, command) =>
    commands.includes(command)

const ids = [
  'session-resumption-required',
  'private-protection-required',
  'clear-data-accepted',
  'data-peer-mismatch',
  'active-blocked',
  'active-address-rejected',
  'active-refused',
  'extended-active-refused',
  'passive-refused',
  'passive-ports-exhausted',
  'passive-ports-filtered',
  'passive-ports-refused',
  'listing-refused',
  'data-connection-given-up',
  'transfer-stalled',
  'private-protection-refused',
  'unknown-cause',
]

lookAlikes('425', ids, [
  {
    says: 'resumption-required-not-done, as ProFTPD says it',
    look: wants('425 Unable to build data connection: Operation not permitted', 'login'),
    cause: null,
    beside: ['session-resumption-required', 'clear-data-accepted'],
  },
  {
    says: 'prot-missing-by-client, as FileZilla Server says it',
    look: says('425 Server requires protected data connection.', inClear),
    cause: null,
    beside: ['private-protection-required'],
  },
  {
    says: 'server-verifies-peer-host, when the connection stands',
    look: raw(
      transferring({
        serve: socket => {
          socket.destroy()
          return Promise.resolve('425 Security: Bad IP connecting.')
        },
      }),
      { only },
    ),
    cause: 'data-peer-mismatch',
    certainty: 'certain',
    summary: /sees the data connection come from another address/,
  },
  {
    says: 'behind 150, while the data connection stands: it is the no that is told, not our patience',
    look: raw(transferring({ serve: () => Promise.resolve("425 Can't build data connection") }), {
      only: ['none/default/*', ...only],
      allowClearLogin: true,
    }),
    cause: 'data-connection-given-up',
    certainty: 'likely',
    summary: /gives up while it still stands before a byte comes: "425 Can't.*nothing tells/,
  },
  {
    says: 'behind 150, in passive mode only: something between may complete the connection',
    look: raw(
      transferring({
        serve: (socket, session) =>
          session.isActive
            ? sendListing(socket, session)
            : Promise.resolve("425 Can't build data connection"),
      }),
      { only },
    ),
    cause: 'data-connection-given-up',
    certainty: 'likely',
    summary: /In active mode data comes/,
    beside: ['clear-data-accepted'],
  },
  {
    says: 'active-callback-blocked: the server could not come, and says so late',
    look: says("425 Can't open data connection.", inActiveMode, {
      limits: patientBut({ dataConnect: 500, afterSilences: 300 }),
    }),
    cause: null,
    beside: ['active-blocked', 'clear-data-accepted'],
  },
  {
    says: 'passive-range-exhausted: no mode is switched off for sure, since 4yz may pass',
    look: says('425 Unable to find valid port', always('PASV', 'EPSV')),
    cause: 'passive-refused',
    certainty: 'likely',
    summary: /perhaps all ports of its range are in use/,
    beside: ['clear-data-accepted'],
  },
  {
    says: 'passive-range-exhausted, while another session has the only port',
    look: scripted({ faults: { passiveRange: { ports: 1 } }, started: explicitOnly, options: { only } }),
    cause: null,
    beside: ['passive-ports-exhausted', 'clear-data-accepted'],
  },
  {
    says: 'passive-range-exhausted, as vsftpd says it: the session ends, and the code is none that may pass',
    look: scripted({
      faults: { passiveRange: { ports: 1, reply: '500 OOPS: vsf_sysutil_bind', ends: true } },
      started: explicitOnly,
      options: { only },
    }),
    cause: null,
    beside: ['passive-ports-exhausted', 'clear-data-accepted'],
  },
  {
    says: 'passive-range-exhausted by ports that rest behind the first transfers: later ones fail, also alone',
    look: says('425 Unable to find valid port', afterSome(3)),
    cause: 'passive-ports-exhausted',
    certainty: 'likely',
    summary: /From one transfer on no passive port was given any more, also alone/,
    beside: ['clear-data-accepted'],
  },
  {
    says: 'at once and in every mode: nothing tells',
    look: says('425 Operation not permitted', always('LIST', 'NLST', 'MLSD')),
    cause: 'unknown-cause',
    summary: /refused at the transfer command, the server said "425 Operation/,
    undetermined: { 'listing-refused': /./ },
  },
])

lookAlikes('522', ids, [
  {
    says: 'resumption-required-not-done, as vsftpd says it',
    look: wants('522 SSL connection failed; session reuse required', 'server'),
    cause: null,
    beside: ['session-resumption-required', 'clear-data-accepted'],
  },
  {
    says: 'prot-missing-by-client, as vsftpd says it, at LIST',
    look: says('522 Data connections must be encrypted.', inClear),
    cause: null,
    beside: ['private-protection-required'],
  },
  {
    says: 'prot-missing-by-client, as pyftpdlib says it, at the set-up',
    look: says(
      '522 SSL/TLS required on the data channel',
      (session, command) => /^(PASV|EPSV|PORT|EPRT)$/.test(command) && session.level !== 'P',
    ),
    cause: null,
    beside: ['private-protection-required'],
  },
  {
    says: 'active-eprt-refused',
    look: says('522 Network protocol not supported, use (1)', always('EPRT')),
    cause: null,
    beside: ['extended-active-refused', 'clear-data-accepted'],
  },
  {
    says: 'nothing is wrong',
    look: raw(transferring(), withResumption),
    cause: null,
    beside: ['clear-data-accepted'],
  },
])

const listings = ['listing-refused', 'empty-folder-refused', 'listing-empty', 'unknown-cause']
const everyListing = always('LIST', 'MLSD', 'NLST')

lookAlikes('a listing is refused', listings, [
  {
    says: 'empty-dir-as-error',
    look: raw(
      transferring({
        answer: (session, command) => (everyListing(session, command) ? '550 No files found.' : undefined),
      }),
    ),
    cause: null,
    beside: ['empty-folder-refused'],
    likely: ['empty-folder-refused'],
    undetermined: { 'listing-refused': /folder is empty/ },
  },
  {
    says: 'its twin answers with nothing',
    look: raw(transferring({ serve: (socket, session) => sendListing(socket, session, '') }), { only }),
    cause: null,
    beside: ['listing-empty'],
  },
  {
    says: 'a permission',
    look: says('550 Permission denied.', everyListing),
    cause: 'listing-refused',
    certainty: 'certain',
  },
  {
    says: 'a quota that is used up, with a code that nobody expects at LIST',
    look: says('552 Requested file action aborted: exceeded storage allocation.', everyListing),
    cause: 'listing-refused',
    certainty: 'certain',
    summary: /quota of the account/,
  },
  {
    says: 'a folder that is missing',
    look: says('550 No such file or directory', everyListing),
    cause: 'listing-refused',
    certainty: 'certain',
    summary: /folder is not there/,
  },
])
