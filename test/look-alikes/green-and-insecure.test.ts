/** Every way works, and something is not as safe as it looks; or an ordinary client's way is closed although others work. */
import { explicitOnly, lookAlikes, raw, scripted } from './support/group.js'
import { transferring } from './support/transferring.js'

const ids = [
  'clear-data-accepted',
  'clear-password-requested',
  'safe-or-confidential-accepted',
  'protection-not-honoured',
  'plain-passive-refused',
  'extended-passive-refused',
  'passive-address-private',
  'extended-passive-broken',
  'session-resumption-required',
]
const strict = { policy: { implicit: false, clearLogin: false, clearData: false } }

lookAlikes('it works, and is not what it looks like', ids, [
  {
    says: 'opportunistic-downgrade: a login in clear is asked for',
    look: scripted({ started: { policy: { ...strict.policy, clearLogin: true } } }),
    cause: null,
    beside: ['clear-password-requested'],
  },
  {
    says: 'data-plain-despite-tls: PROT C is taken',
    look: scripted({ started: { policy: { ...strict.policy, clearData: true } } }),
    cause: null,
    beside: ['clear-data-accepted'],
  },
  {
    says: 'PROT C is refused, and who sends no PROT is served in clear',
    look: scripted({
      faults: { levels: { C: '534 Not in clear' } },
      started: { policy: { ...strict.policy, clearData: true } },
    }),
    cause: null,
    beside: ['private-protection-required'],
    besideSays: { 'private-protection-required': /some ways only: .*in clear with PROT not sent\.$/ },
  },
  {
    says: 'prot-s-e-means-p',
    look: scripted({
      faults: { levels: { S: '200 Private', E: '200 Private' }, wireForm: { S: 'tls', E: 'tls' } },
      started: strict,
    }),
    cause: null,
    beside: ['safe-or-confidential-accepted'],
  },
  {
    says: 'P is a yes that is not kept',
    look: scripted({ faults: { wireForm: { P: 'clear' } }, started: explicitOnly }),
    cause: 'protection-not-honoured',
    beside: ['clear-data-accepted', 'clear-password-requested'],
  },
  { says: 'nothing is wrong', look: scripted({ started: strict }), cause: null },
])

lookAlikes('works in FileZilla, fails in tool X', ids, [
  {
    says: 'resumption-required-not-done',
    look: scripted({
      faults: { resumptionRequired: { boundTo: 'login', reply: '425 Not resumed', ends: false } },
      started: strict,
    }),
    cause: null,
    beside: ['session-resumption-required', 'private-protection-required'],
  },
  {
    says: 'prot-missing-by-client',
    look: scripted({ started: strict }),
    cause: null,
    beside: ['private-protection-required'],
  },
  {
    says: 'epsv-ok-but-port-dead',
    look: scripted({
      faults: { replies: [{ command: 'EPSV', reply: '229 Extended (|||1|)' }] },
      started: strict,
      options: { only: ['auth-tls/P/*'] },
    }),
    cause: 'extended-passive-broken',
  },
  {
    says: 'tls-version-too-old-client: TLS 1.3 alone is fine',
    look: raw(transferring({ tls: { minVersion: 'TLSv1.3' } }), { only: ['auth-tls/P/*'] }),
    cause: null,
  },
  {
    says: 'opts-utf8-refused: no answer to it stops a transfer',
    look: scripted({
      faults: { replies: [{ command: 'OPTS', reply: '501 UTF8 unknown' }] },
      started: strict,
      options: { only: ['auth-tls/P/*'] },
    }),
    cause: null,
  },
  {
    says: 'pasv-private-address',
    look: scripted({ faults: { passiveAddress: '10.1.2.3' }, started: strict }),
    cause: 'passive-address-private',
  },
  {
    says: 'PASV is refused, EPSV works',
    look: scripted({
      faults: { replies: [{ command: 'PASV', reply: '502 Use EPSV' }] },
      started: strict,
    }),
    cause: null,
    beside: ['plain-passive-refused'],
  },
  {
    says: 'EPSV is refused, PASV works',
    look: scripted({
      faults: { replies: [{ command: 'EPSV', reply: '502 Unknown' }] },
      started: strict,
    }),
    cause: null,
    beside: ['extended-passive-refused'],
  },
])
