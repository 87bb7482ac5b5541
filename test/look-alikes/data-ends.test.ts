/** Data comes, and something is wrong with it: in which form, how long, how it ends and what is said then tells what. */
import { lookAlikes, explicitOnly, patientBut, raw, scripted } from './support/group.js'
import { listing, sendListing, transferring } from './support/transferring.js'

const only = ['auth-tls/P/*', 'auth-tls/C/*', 'auth-tls/E/*']
const faulty = (faults: NonNullable<Parameters<typeof scripted>[0]['faults']>) =>
  scripted({ faults, started: explicitOnly, options: { only, limits: patientBut() } })

const inClear = [
  'protection-not-honoured',
  'protection-lost',
  'confidential-protection-required',
  'data-connection-given-up',
  'unknown-cause',
]

lookAlikes('PROT P is taken, and no TLS comes', inClear, [
  {
    says: 'prot-accepted-not-applied: never',
    look: faulty({ wireForm: { P: 'clear' } }),
    cause: 'protection-not-honoured',
    certainty: 'certain',
  },
  {
    says: 'from the second transfer on',
    look: faulty({ protectionForgotten: 'transfer' }),
    cause: 'protection-lost',
    certainty: 'certain',
    summary: /from the second transfer on/,
  },
  {
    says: 'behind a transfer that failed',
    look: faulty({
      protectionForgotten: 'failed-transfer',
      dataGivenUp: { dataModes: ['PASV'], reply: "425 Can't open data connection" },
    }),
    cause: 'protection-lost',
    certainty: 'certain',
    summary: /behind a transfer that failed \("425 Can't open data connection"\)/,
    beside: ['data-connection-given-up'],
  },
  {
    says: 'in active mode: the mode decides, not what was before',
    look: raw(
      transferring({
        serve: (socket, session) =>
          sendListing(socket, session.isActive ? { ...session, level: 'C' } : session),
      }),
      { only },
    ),
    cause: 'protection-not-honoured',
    certainty: 'certain',
    summary: /PORT and EPRT/,
  },
  {
    says: 'with PROT E it does',
    look: faulty({ wireForm: { P: 'clear' }, levels: { E: '200 Confidential' }, dataGarbled: ['P'] }),
    cause: 'confidential-protection-required',
    certainty: 'certain',
    beside: ['protection-not-honoured'],
  },
  { says: 'nothing is wrong', look: faulty({}), cause: null, beside: ['clear-data-accepted'] },
])

const ends = [
  'transfer-truncated',
  'transfer-reset',
  'transfer-broken-off',
  'final-reply-negative',
  'final-reply-missing',
  'preliminary-reply-missing',
  'preliminary-reply-late',
  'session-resumption-required',
  'data-connection-given-up',
  'unknown-cause',
]
const half = { share: 0.5, wire: 'tls' } as const
const aborted = { wire: 'tls', reply: '426 Connection closed; transfer aborted.' } as const

/** Lists one entry more from some listing on: somebody puts a file into the folder. */
function growing(isLonger: (nth: number) => boolean) {
  let nth = 0
  return transferring({
    serve: (socket, session) =>
      sendListing(socket, session, isLonger(++nth) ? `${listing}${listing}` : listing),
  })
}

lookAlikes('a part of the data comes', ends, [
  {
    says: 'truncated-download-accepted: FIN inside a record, and 226',
    look: faulty({ dataSent: { ...half, end: 'fin-in-record' } }),
    cause: 'transfer-truncated',
    certainty: 'certain',
  },
  {
    says: 'truncated-download-accepted: close_notify behind the half, and 226',
    look: faulty({ dataSent: { ...half, end: 'well' } }),
    cause: 'transfer-truncated',
    certainty: 'certain',
    summary: /80 bytes where others bring 160/,
    beside: ['clear-data-accepted'],
  },
  {
    says: 'a RST behind the half',
    look: faulty({ dataSent: { ...half, end: 'rst' } }),
    cause: 'transfer-reset',
    certainty: 'certain',
    summary: /Data in clear comes through/,
  },
  {
    says: 'rst-at-end-after-data: a RST behind all of it',
    look: faulty({ dataSent: { share: 1, wire: 'tls', end: 'rst' } }),
    cause: 'transfer-reset',
    certainty: 'certain',
    summary: /nothing is missing/,
  },
  {
    says: 'the server says that it broke off',
    look: faulty({ dataSent: { ...half, end: 'fin' }, finalReply: aborted }),
    cause: 'transfer-broken-off',
    certainty: 'certain',
  },
  {
    says: 'error-426-451-despite-complete: it says so, and all has come',
    look: faulty({ finalReply: aborted }),
    cause: 'final-reply-negative',
    certainty: 'certain',
  },
  {
    says: 'a file comes into the folder between the ways of P and those of C',
    look: raw(
      growing(nth => nth > 5),
      { only: ['auth-tls/P/*', 'auth-tls/C/*'], concurrency: 1 },
    ),
    cause: null,
    undetermined: { 'transfer-truncated': /others work in the folder/ },
  },
  {
    says: 'a folder that changes all the time',
    look: raw(
      growing(nth => nth % 2 === 0),
      { only },
    ),
    cause: null,
    undetermined: { 'transfer-truncated': /others work in the folder/ },
  },
  {
    says: 'no 150: all of it comes',
    look: faulty({ noPreliminary: true }),
    cause: null,
    beside: ['preliminary-reply-missing'],
  },
  {
    says: 'a late 150 is another matter',
    look: faulty({ latePreliminary: true }),
    cause: null,
    beside: ['preliminary-reply-late'],
  },
  { says: 'nothing is wrong', look: faulty({}), cause: null },
])
