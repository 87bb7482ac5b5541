/** Login works and the listing does not: where it stops tells a firewall from a wrong address, a policy or a broken server. */
import { check } from '../../src/run/check.js'
import { takePorts } from '../support/ports.js'
import { lookAlikes, explicitOnly, patientBut, scripted, raw } from './support/group.js'
import { hangUp, tlsFront } from './support/conversations.js'
import { transferring } from './support/transferring.js'

const ids = [
  'passive-ports-filtered',
  'passive-ports-refused',
  'passive-address-private',
  'passive-address-wrong',
  'passive-refused',
  'passive-reply-malformed',
  'extended-passive-broken',
  'encrypted-control-blinds-firewall',
  'preliminary-reply-late',
  'active-blocked',
  'listing-refused',
  'private-protection-refused',
  'protection-not-supported',
  'protection-not-honoured',
  'connection-refused',
  'data-handshake-unanswered',
  'command-unanswered',
  'transfer-stalled',
  'final-reply-missing',
  'final-reply-negative',
  'unknown-cause',
]
const only = ['auth-tls/P/*', 'auth-tls/C/*', 'auth-tls/default/*']
const faulty = (faults: NonNullable<Parameters<typeof scripted>[0]['faults']>, limits = patientBut()) =>
  scripted({ faults, started: explicitOnly, options: { only, limits } })

lookAlikes('login works, the listing does not', ids, [
  {
    says: 'passive-ports-blocked',
    look: faulty({ passivePorts: 'filtered' }, patientBut({ dataConnect: 300, afterSilences: 300 })),
    cause: 'passive-ports-filtered',
    certainty: 'certain',
  },
  {
    says: 'data ports that nobody listens at',
    look: faulty({ passivePorts: 'refused' }),
    cause: 'passive-ports-refused',
    certainty: 'certain',
  },
  {
    says: 'pasv-private-address',
    look: faulty({ passiveAddress: '10.1.2.3' }),
    cause: 'passive-address-private',
    certainty: 'certain',
  },
  {
    says: 'pasv-wrong-public-address, seen from inside: perhaps right for everybody else',
    look: faulty({ passiveAddress: '198.51.100.7' }),
    cause: null,
    beside: ['passive-address-wrong'],
  },
  {
    says: 'epsv-ok-but-port-dead: the ports of PASV open',
    look: faulty({ replies: [{ command: 'EPSV', reply: '229 Entering Extended Passive Mode (|||1|)' }] }),
    cause: 'extended-passive-broken',
    certainty: 'certain',
    beside: ['passive-ports-refused'],
  },
  {
    says: 'epsv-malformed: the reply to PASV can be read',
    look: faulty({ replies: [{ command: 'EPSV', reply: '229 Entering Extended Passive Mode' }] }),
    cause: 'extended-passive-broken',
    certainty: 'certain',
    summary: /The reply to EPSV cannot be read/,
  },
  {
    says: 'pasv-parse-variants: neither reply can be read',
    look: faulty({
      replies: [
        { command: 'PASV', reply: '227 Entering Passive Mode' },
        { command: 'EPSV', reply: '229 Entering Extended Passive Mode' },
      ],
    }),
    cause: 'passive-reply-malformed',
    certainty: 'certain',
  },
  {
    says: 'passive-refused',
    look: faulty({ passiveRefused: '502 No passive mode' }),
    cause: 'passive-refused',
    certainty: 'certain',
  },
  {
    says: 'a listing that may not be read',
    look: faulty({ listingRefused: '550 Permission denied' }),
    cause: 'listing-refused',
    certainty: 'certain',
  },
  {
    says: 'mtu-black-hole and its like: TCP stands, TLS does not begin, and no port is blamed',
    look: faulty({ silentAt: 'data-handshake' }, patientBut({ hello: 500, reply: 1_000 })),
    cause: 'data-handshake-unanswered',
    summary: /never answered .*, while the one on the control connection was answered/,
  },
  {
    says: 'the command hangs, and the conversation does not',
    look: faulty({ silentAt: 'command' }, patientBut({ reply: 1_000, afterSilences: 500 })),
    cause: 'command-unanswered',
    certainty: 'certain',
    summary: /^LIST .*NOOP behind it is answered/,
    undetermined: { 'active-blocked': /./ },
  },
  {
    says: 'TLS stands on the data connection, and no data come',
    look: faulty(
      { silentAt: 'data' },
      patientBut({ hello: 500, firstByte: 500, reply: 1_000, afterSilences: 500 }),
    ),
    cause: 'transfer-stalled',
    certainty: 'likely',
  },
  {
    says: 'missing-226: the data is whole, and NOOP is answered',
    look: faulty({ silentAt: 'final' }, patientBut({ reply: 1_000, afterSilences: 500 })),
    cause: 'final-reply-missing',
    certainty: 'certain',
    summary: /NOOP is answered/,
  },
  {
    says: 'error-426-451-despite-complete: 451 behind whole data is no closed folder',
    look: faulty({ finalReply: '451 Local error in processing' }),
    cause: 'final-reply-negative',
    certainty: 'likely',
    summary: /"451 Local error in processing"/,
    undetermined: { 'listing-refused': /another reason/ },
  },
  {
    says: '425 at once, in every mode: nothing that was seen tells, and no firewall is blamed',
    look: faulty({
      replies: ['LIST', 'NLST', 'MLSD'].map(command => ({
        command,
        reply: '425 Unable to build data connection: Operation not permitted',
      })),
    }),
    cause: 'unknown-cause',
    summary: /refused at the transfer command, the server said "425 Unable/,
    undetermined: { 'listing-refused': /./ },
  },
  {
    says: 'a TLS front before a server that knows no TLS: PROT is unknown',
    look: raw(tlsFront({ PBSZ: '503 PBSZ=0', PROT: '500 PROT not understood' }), {
      securities: ['implicit'],
    }),
    cause: 'protection-not-supported',
    certainty: 'certain',
    summary: /does not know PROT: "500 PROT not understood".*stunnel/,
    beside: ['passive-refused'],
  },
  {
    says: 'a TLS front before a server that waits for AUTH: PROT wants PBSZ, PBSZ wants TLS',
    look: raw(tlsFront({ PBSZ: '503 AUTH first', PROT: '503 PBSZ first' }), { securities: ['implicit'] }),
    cause: 'private-protection-refused',
    certainty: 'certain',
    summary: /PROT P gets "503 PBSZ first".*stunnel/,
    beside: ['passive-refused'],
  },
])

const active = [
  'active-refused',
  'active-address-rejected',
  'active-blocked',
  'active-behind-our-nat',
  'data-peer-mismatch',
  'unknown-cause',
]

lookAlikes('active mode fails, passive mode works: nobody need change anything', active, [
  {
    says: 'PORT and EPRT are unknown',
    look: faulty({ activeRefused: '502 Command not implemented' }),
    cause: null,
    beside: ['active-refused'],
    undetermined: { 'active-blocked': /not taken/ },
  },
  {
    says: 'active-low-port or address: it is the address that is refused',
    look: faulty({ activeRefused: '500 Illegal PORT command.' }),
    cause: null,
    beside: ['active-address-rejected'],
    undetermined: { 'active-refused': /may be for the address/ },
  },
  {
    says: 'active-callback-blocked',
    look: faulty(
      {
        replies: ['PORT', 'EPRT'].map(command => ({ command, reply: `200 ${command} command successful` })),
      },
      patientBut({ dataConnect: 300, afterSilences: 300, reply: 2_000 }),
    ),
    cause: null,
    beside: ['active-blocked'],
  },
  {
    says: 'the server hangs up at the data command: no firewall is blamed',
    look: raw(
      tlsFront({ PBSZ: '200 PBSZ=0', PROT: '200 Private', PORT: '200 OK', EPRT: '200 OK', LIST: hangUp }),
      { securities: ['implicit'], only: ['implicit/P/PORT', 'implicit/P/EPRT'] },
    ),
    cause: 'unknown-cause',
    undetermined: { 'active-blocked': /ended the control connection/ },
  },
])

const oneAddress = { only, limits: patientBut({ dataConnect: 500, reply: 2_000 }) }

lookAlikes('active mode fails, and it is not the way to us', active, [
  {
    says: 'active-server-out-of-ports: a firewall is not certain, since the server speaks of itself',
    look: raw(
      transferring({
        answer: ({ isActive }, command) =>
          command === 'LIST' && isActive
            ? '425 Unable to build data connection: Cannot assign requested address'
            : undefined,
      }),
      { only },
    ),
    cause: null,
    beside: ['active-blocked'],
    likely: ['active-blocked'],
  },
  {
    says: 'foreign-peer-steals-port, a server with two addresses: somebody comes, from another address',
    look: raw(transferring({ from: '127.0.0.2' }), oneAddress),
    cause: null,
    beside: ['data-peer-mismatch'],
  },
  { says: 'nothing is wrong', look: raw(transferring(), { only }), cause: null },
])

const refusals = ['connection-refused', 'passive-ports-refused', 'passive-refused', 'unknown-cause']

lookAlikes(
  'connection refused',
  [...refusals, 'host-unknown'],
  [
    {
      says: 'dns-no-answer: there is nothing to connect to',
      // RFC 6761 §6.4: no name ends in .invalid.
      look: () => check('nothing.invalid', { limits: patientBut() }),
      cause: 'host-unknown',
      certainty: 'certain',
    },
    {
      says: 'tcp-refused: nobody listens on the control port',
      look: async t => {
        // The block's own port belongs to nobody else while it is held, and nobody listens there.
        const block = await takePorts()
        t.teardown(() => block.release())
        return check('127.0.0.1', { port: block.port, implicitPort: block.port, limits: patientBut() })
      },
      cause: 'connection-refused',
      certainty: 'certain',
    },
    {
      says: 'the control port answers, the data ports refuse',
      look: faulty({ passivePorts: 'refused' }),
      cause: 'passive-ports-refused',
      certainty: 'certain',
    },
    {
      says: 'passive-refused: no port was named at all',
      look: faulty({ passiveRefused: '421 No passive mode' }),
      cause: 'passive-refused',
    },
  ],
)
