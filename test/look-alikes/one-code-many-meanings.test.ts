/** 530, 534, 421: the same number at another verb, at another stage, is another cause. */
import { greetsAndEnds, mailServer, tlsFront } from './support/conversations.js'
import { transferring } from './support/transferring.js'
import { explicitOnly, lookAlikes, raw, scripted } from './support/group.js'

const only = ['none/default/EPSV', 'auth-tls/P/EPSV', 'auth-tls/C/EPSV', 'auth-tls/default/EPSV']
const allowed = { only, allowClearLogin: true }
const bothMechanisms = { policy: { implicit: false, mechanisms: ['TLS', 'SSL'] } }
const inClear = (command: string, reply: string) => ({
  faults: { replies: [{ command, encrypted: false, reply }] },
  started: explicitOnly,
  options: allowed,
})

const ids = [
  'login-refused',
  'login-name-incomplete',
  'account-home-unusable',
  'account-required',
  'session-limit-reached',
  'passive-ports-exhausted',
  'greeting-refused',
  'greeting-busy',
  'tls-ended-before-server',
  'tls-not-offered',
  'auth-temporarily-unavailable',
  'private-protection-refused',
  'other-service',
  'unknown-cause',
]

lookAlikes('530', ids, [
  {
    says: 'bad-credentials',
    look: scripted({ started: explicitOnly, options: { ...allowed, password: 'not-the-right-one' } }),
    cause: 'login-refused',
    certainty: 'likely',
  },
  {
    says: 'tls-required-cleartext-refused: nothing is wrong',
    look: scripted({ started: { policy: { implicit: false, clearLogin: false } }, options: allowed }),
    cause: null,
    beside: ['tls-required-before-login'],
  },
  {
    says: 'per-user-limit',
    look: scripted({
      faults: { sessions: { atMost: 1, refusedAt: 'pass', reply: '530 Already logged in' } },
      started: explicitOnly,
      options: { only: ['auth-tls/*/*'] },
    }),
    cause: null,
    beside: ['session-limit-reached'],
  },
  {
    says: 'the home is missing, and the login goes to the root folder',
    look: raw(
      transferring({
        answer: (_, command) =>
          command === 'PASS' ? '230-No directory! Logging in with home=/\r\n230 User logged in.' : undefined,
      }),
      { only: ['auth-tls/P/*'] },
    ),
    cause: null,
    beside: ['account-home-unusable'],
  },
  {
    says: 'home-inaccessible',
    look: scripted({
      faults: { loginRefused: '530 User cannot log in, home directory inaccessible.' },
      started: explicitOnly,
      options: allowed,
    }),
    cause: 'account-home-unusable',
    certainty: 'certain',
    beside: ['login-refused'],
  },
  {
    says: 'login-name-needs-realm',
    look: scripted({
      faults: { loginRefused: '530 Please log in with site\\user' },
      started: explicitOnly,
      options: allowed,
    }),
    cause: 'login-name-incomplete',
    certainty: 'likely',
    beside: ['login-refused'],
  },
  {
    says: 'a password that has run out, said in the first of two lines',
    look: scripted({
      faults: { loginRefused: '530-Your password has expired.\r\n530 Please change it.' },
      started: explicitOnly,
      options: allowed,
    }),
    cause: 'login-refused',
    certainty: 'likely',
    summary: /password has run out/,
  },
  {
    says: 'an address that is not let in',
    look: scripted({
      faults: { loginRefused: '530 Login not allowed from this IP address.' },
      started: explicitOnly,
      options: allowed,
    }),
    cause: 'login-refused',
    certainty: 'likely',
    summary: /address that this login comes from/,
  },
  {
    says: 'a limit that others fill',
    look: scripted({
      faults: { loginRefused: '530 Too many users are logged in.' },
      started: explicitOnly,
      options: allowed,
    }),
    cause: 'login-refused',
    certainty: 'likely',
    summary: /This was our first and only one/,
  },
  {
    says: 'greeting-530-acl',
    look: raw(greetsAndEnds('530 Connection from your address is not allowed\r\n')),
    cause: 'greeting-refused',
    certainty: 'certain',
  },
  {
    says: 'USER refused, by AUTH TLS, AUTH SSL and in clear: one cause, and anonymous logins are what is left',
    look: scripted({
      faults: { replies: [{ command: 'USER', reply: '530 This FTP server is anonymous only.' }] },
      started: bothMechanisms,
      options: { allowClearLogin: true },
    }),
    cause: 'login-refused',
    summary: /Only anonymous logins are taken/,
  },
  {
    says: '332 at USER, by AUTH TLS and AUTH SSL: one cause',
    look: scripted({
      faults: { replies: [{ command: 'USER', reply: '332 Need account for login' }] },
      started: bothMechanisms,
      options: { allowClearLogin: true },
    }),
    cause: 'account-required',
    certainty: 'certain',
  },
  {
    says: 'a mail server behind a 220 without a telling word: USER is unknown, and no login is refused',
    look: raw(mailServer, { allowClearLogin: true }),
    cause: 'other-service',
    certainty: 'certain',
    summary: /knows none of its commands: USER gets "502 5\.5\.2/,
    beside: ['tls-not-offered', 'login-refused'],
  },
])

lookAlikes('534', ids, [
  {
    says: 'a TLS front, and behind it a server that refuses logins in clear, at PASS',
    look: raw(tlsFront({ PASS: '534 Policy requires SSL.' }), { securities: ['implicit'] }),
    cause: 'tls-ended-before-server',
    certainty: 'likely',
    summary: /Inside TLS \(implicit TLS\) .* for want of TLS: "534 Policy/,
    undetermined: { 'login-refused': /inside TLS is turned away for want of TLS/ },
  },
  {
    says: 'auth-534-no-certificate',
    look: scripted({
      faults: { replies: [{ command: 'AUTH', reply: '534 Policy denies SSL.' }] },
      started: explicitOnly,
    }),
    cause: 'auth-temporarily-unavailable',
    certainty: 'likely',
  },
  {
    says: 'tls-required-cleartext-refused: nothing is wrong',
    look: scripted(inClear('USER', '534 Policy requires SSL.')),
    cause: null,
    beside: ['tls-required-before-login'],
  },
  {
    says: 'feat-refused-before-login: nothing is wrong',
    look: scripted(inClear('FEAT', '534 Policy requires SSL.')),
    cause: null,
  },
  {
    says: 'prot-c-refused: nothing is wrong',
    look: scripted({
      faults: { levels: { C: '534 Unwilling to accept security parameters' } },
      started: { policy: { implicit: false, clearData: false } },
      options: allowed,
    }),
    cause: null,
    beside: ['clear-protection-refused'],
  },
  {
    says: 'prot-p-refused',
    look: scripted({
      faults: { levels: { P: '534 No encrypted data here' } },
      started: explicitOnly,
      options: allowed,
    }),
    cause: 'private-protection-refused',
    certainty: 'certain',
    summary: /PROT P gets "534 No encrypted data here"/,
  },
])

lookAlikes('421', ids, [
  {
    says: 'a TLS front, and behind it a server that refuses logins in clear, at USER',
    look: raw(tlsFront({ USER: '421 TLS is required' }), { securities: ['implicit'] }),
    cause: 'tls-ended-before-server',
    certainty: 'likely',
    summary: /Inside TLS \(implicit TLS\) .* for want of TLS: "421 TLS/,
    undetermined: { 'login-refused': /inside TLS is turned away for want of TLS/ },
  },
  {
    says: 'its twin: the same front before a server that takes the login',
    look: raw(tlsFront({ PBSZ: '200 PBSZ=0', PROT: '200 Private' }), { securities: ['implicit'] }),
    cause: 'passive-refused',
  },
  {
    says: 'a TLS front, and behind it a server that knows another password',
    look: raw(tlsFront({ PASS: '421 Login incorrect, closing' }), { securities: ['implicit'] }),
    cause: 'login-refused',
  },
  {
    says: 'greeting-421-busy',
    look: raw(greetsAndEnds('421 Too many connections (8) from this IP\r\n')),
    cause: 'greeting-busy',
    certainty: 'likely',
  },
  {
    says: 'per-ip-limit: a first session worked',
    look: scripted({
      faults: { sessions: { atMost: 1, refusedAt: 'greeting' } },
      started: explicitOnly,
      options: { only: ['auth-tls/*/*'] },
    }),
    cause: null,
    beside: ['session-limit-reached'],
  },
  {
    says: 'passive-range-exhausted, at PASV, and the session ends',
    look: scripted({
      faults: { passiveRange: { ports: 1, reply: '421 No data port is free.', ends: true } },
      started: explicitOnly,
      options: { only: ['auth-tls/*/*'] },
    }),
    cause: null,
    beside: ['passive-ports-exhausted'],
  },
  {
    says: 'login-too-slow, at PASS: name and password are not judged',
    look: scripted({
      faults: { loginRefused: '421 Login time exceeded.' },
      started: explicitOnly,
      options: allowed,
    }),
    cause: 'login-refused',
    certainty: 'likely',
    summary: /need not be about name and password/,
  },
  {
    says: 'session-lifetime-421, idle-421: a session that ends is replaced, and nothing is wrong',
    look: raw(
      transferring({
        answer({ talk, transfers }, command) {
          if (transfers < 2 || command === 'QUIT') return undefined
          talk.say('421 Session Timeout: closing control connection\r\n')
          talk.end()
          return ''
        },
      }),
      { only: ['auth-tls/P/*', 'auth-tls/C/*'] },
    ),
    cause: null,
  },
  {
    says: 'plaintext-after-auth',
    look: scripted({
      faults: { afterAuth: { when: 'at-hello', what: 'clear-text', text: '421 Handshake failed\r\n' } },
      started: explicitOnly,
    }),
    cause: 'clear-text-after-auth',
    certainty: 'certain',
  },
  {
    says: 'tls-required-cleartext-refused, as Pure-FTPd says it: nothing is wrong',
    look: scripted(inClear('USER', '421 Sorry, cleartext sessions are not accepted')),
    cause: null,
    beside: ['tls-required-before-login'],
  },
])
