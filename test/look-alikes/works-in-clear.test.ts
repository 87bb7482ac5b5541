/**
 * Works in clear, fails with TLS. The member that needs a firewall that reads along (pinhole-clear-only) has a network of
 * its own: test/interop/networks-encryption.test.ts.
 */
import { explicitOnly, lookAlikes, patientBut, raw, scripted } from './support/group.js'
import { sendListing, transferring } from './support/transferring.js'

const both = {
  only: ['none/default/*', 'auth-tls/P/*', 'auth-tls/default/*', 'resumption', 'certificate'],
  allowClearLogin: true,
}

const ids = [
  'encrypted-control-blinds-firewall',
  'session-resumption-required',
  'private-protection-required',
  'private-protection-refused',
  'certificate-self-signed',
  'data-handshake-unanswered',
  'passive-ports-filtered',
  'passive-ports-refused',
  'protection-not-honoured',
  'login-refused',
  'unknown-cause',
]

lookAlikes('works in clear, fails with TLS', ids, [
  {
    says: 'resumption-required-not-done: the data ports open, and a client that resumes comes through',
    look: scripted({
      faults: { resumptionRequired: { boundTo: 'login', reply: '425 Not resumed', ends: false } },
      started: explicitOnly,
      options: both,
    }),
    cause: null,
    beside: ['session-resumption-required'],
  },
  {
    says: 'prot-missing-by-client: only data in clear inside TLS is refused',
    look: raw(
      transferring({
        answer: ({ level, isEncrypted }, command) =>
          command === 'LIST' && isEncrypted && level !== 'P'
            ? '522 Data connections must be encrypted.'
            : undefined,
      }),
      both,
    ),
    cause: null,
    beside: ['private-protection-required'],
  },
  {
    says: 'cert-self-signed: no password goes in',
    look: scripted({
      faults: { serverCertificate: 'self-signed' },
      started: explicitOnly,
      options: both,
    }),
    cause: 'certificate-self-signed',
    certainty: 'certain',
  },
  {
    says: 'a firewall that takes no TLS on data ports: they open, so it is none that only reads along',
    look: raw(
      transferring({
        async serve(socket, session) {
          if (session.level !== 'P') return sendListing(socket, session)
          socket.once('data', () => socket.resetAndDestroy())
          await new Promise(resolve => socket.once('close', resolve))
          return '426 Connection closed'
        },
      }),
      { ...both, limits: hurried() },
    ),
    cause: 'data-handshake-unanswered',
  },
  {
    says: 'pinhole-clear-only, in active mode alone: the server reaches us in clear, never inside TLS',
    look: raw(
      transferring({
        answer: ({ isActive, isEncrypted }, command) =>
          command === 'LIST' && isActive && isEncrypted ? '425 Cannot open data connection' : undefined,
      }),
      both,
    ),
    cause: null,
    beside: ['encrypted-control-blinds-firewall'],
  },
  {
    says: 'the server reaches us in active mode neither in clear nor inside TLS: nothing that reads along',
    look: raw(
      transferring({
        answer: ({ isActive }, command) =>
          command === 'LIST' && isActive ? '425 Cannot open data connection' : undefined,
      }),
      both,
    ),
    cause: null,
  },
  {
    says: 'handshake-before-command: it shakes hands behind the command as it should, and nothing is wrong',
    look: raw(transferring(), both),
    cause: null,
  },
])

function hurried(): ReturnType<typeof patientBut> {
  const limits = patientBut({ reply: 1_000, hello: 1_000, firstByte: 1_000 })
  return { ...limits, silentLooks: { ...limits.silentLooks, clearLevel: 300 } }
}
