/** Every way works, and something is not as safe as it looks; or an ordinary client's way is closed although others work. */
import { explicitOnly, lookAlikes, scripted } from './support/group.js'

const ids = [
  'clear-data-accepted',
  'clear-password-requested',
  'safe-or-confidential-accepted',
  'protection-not-honoured',
  'plain-passive-refused',
  'extended-passive-refused',
  'passive-address-private',
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
