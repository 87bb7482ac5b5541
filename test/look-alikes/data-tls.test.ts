/**
 * TLS on the data connection is aborted, or data ends without close_notify: what the control connection says and whether
 * all of it came tells a rule from a crash and a habit from a cut.
 */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect } from 'node:tls'
import { certificate } from '../../fixtures/certificates.js'
import { explicitOnly, lookAlikes, patientBut, raw, scripted } from './support/group.js'
import {
  listing,
  secured,
  sendListing,
  transferring,
  type Habits,
  type Session,
} from './support/transferring.js'

const only = ['auth-tls/P/*', 'auth-tls/C/*']
/** What a server does on private data connections that it should not; clear ones are as ever. */
const privately = (serve: NonNullable<Habits['serve']>, options = {}) =>
  raw(
    transferring({
      serve: (socket, session) =>
        session.level === 'P' ? serve(socket, session) : sendListing(socket, session),
    }),
    { only, ...options },
  )

/** Where the server waits for what does not come. */
const short = patientBut({ reply: 1_000, hello: 1_000, firstByte: 1_000, stall: 1_000 })
const hurried = { ...short, silentLooks: { ...short.silentLooks, clearLevel: 300 } }

const endsAtOnce = async (socket: Socket): Promise<string> => {
  socket.end()
  await once(socket, 'close')
  return '226 Done'
}

const resets = ({ talk }: Session, socket: Socket): string => {
  talk.reset()
  socket.resetAndDestroy()
  return ''
}

const ids = [
  'data-certificate-differs',
  'session-resumption-required',
  'data-handshake-unanswered',
  'data-closed-before-tls',
  'data-connection-given-up',
  'transfer-stalled',
  'final-reply-missing',
  'data-peer-mismatch',
  'protection-not-honoured',
  'passive-ports-filtered',
  'passive-ports-refused',
  'active-blocked',
  'private-protection-refused',
  'unknown-cause',
]

lookAlikes('TLS on the data connection is aborted', ids, [
  {
    says: 'resumption-required-not-done, resumption-error-invisible: the reply behind it is read',
    look: scripted({
      faults: {
        resumptionRequired: { boundTo: 'server', reply: '522 session reuse required', ends: true },
      },
      started: explicitOnly,
      options: { only: [...only, 'resumption'] },
    }),
    cause: null,
    beside: ['session-resumption-required'],
  },
  {
    says: 'client-cert-required, on data only: its words are quoted, and which data comes through is told',
    look: privately(async socket => {
      const stream = await secured(socket, { requestCert: true, rejectUnauthorized: false })
      stream.destroy()
      return '425 No client certificate'
    }),
    cause: 'data-connection-given-up',
    certainty: 'likely',
    summary: /"425 No client certificate".*Data in clear comes/,
  },
  {
    says: 'server-verifies-peer-host',
    look: privately(socket => {
      socket.destroy()
      return Promise.resolve('425 Security: Bad IP connecting.')
    }),
    cause: 'data-peer-mismatch',
    certainty: 'certain',
  },
  {
    says: 'server-crash-on-handshake, or a firewall: both may reset, so neither is blamed alone',
    look: privately(
      async (socket, session) => {
        await once(socket, 'data')
        return resets(session, socket)
      },
      { limits: hurried },
    ),
    cause: 'data-handshake-unanswered',
    owner: ['network', 'server-software'],
    summary: /answered with a reset/,
  },
  {
    says: 'the data connection ends before TLS, and 226 is said: nothing protected came',
    look: privately(endsAtOnce),
    cause: 'data-closed-before-tls',
    certainty: 'certain',
    summary: /before TLS, and says "226 Done" .* no hello of ours had been sent.*In clear/,
  },
  {
    says: 'zero-byte transfers without TLS: no level brings a byte, so nothing tells that there was one to send',
    look: raw(transferring({ serve: endsAtOnce }), { only }),
    cause: 'data-closed-before-tls',
    certainty: 'likely',
    summary: /leaves TLS out where it has nothing to send/,
  },
  {
    says: 'no byte inside TLS, where the same command brings a listing in clear: it ends well, and is cut short',
    look: privately(async socket => {
      const stream = await secured(socket)
      stream.end()
      await once(stream, 'close')
      return '226 Done'
    }),
    cause: 'transfer-truncated',
  },
  {
    says: 'the data connection ends before TLS, and no reply follows: no data came to its end',
    look: privately(
      async socket => {
        socket.end()
        await once(socket, 'close')
        return new Promise<string>(() => undefined)
      },
      { limits: hurried },
    ),
    cause: 'data-closed-before-tls',
    certainty: 'likely',
    owner: ['server-software', 'network'],
  },
  {
    says: 'our hello is answered with the end, and 226 is said',
    look: privately(
      async socket => {
        await once(socket, 'data')
        socket.end()
        await once(socket, 'close')
        return '226 Done'
      },
      { limits: hurried },
    ),
    cause: 'data-handshake-unanswered',
    certainty: 'likely',
    summary: /meets the end of the connection.*"226 Done"/,
  },
  {
    says: 'encrypted data ends the control connection, clear data does not: a firewall, or a server that dies of it',
    look: privately(async (socket, session) => {
      const stream = await secured(socket)
      stream.end(listing)
      await once(stream, 'close')
      session.talk.reset()
      return ''
    }),
    cause: 'final-reply-missing',
    certainty: 'likely',
    owner: ['network', 'server-software'],
    summary: /does not live through encrypted data/,
  },
  {
    says: 'tls-role-active-wrong: the server says a ClientHello where it connects',
    look: privately(
      async (socket, session) => {
        if (!session.isActive) return sendListing(socket, session)
        const stream = connect({ socket, rejectUnauthorized: false })
        stream.on('error', () => undefined)
        await once(stream, 'close')
        return '425 TLS failed'
      },
      { limits: hurried },
    ),
    cause: 'unknown-cause',
    summary: /the server takes the TLS client's part/,
  },
  {
    says: 'data-cert-differs: the same authority, for another name',
    look: privately(async socket => {
      const { key, cert } = await certificate('wrong-name')
      const stream = await secured(socket, { key, cert })
      stream.end(listing)
      await once(stream, 'close')
      return '226 Done'
    }),
    cause: 'data-certificate-differs',
    certainty: 'certain',
    summary:
      /CN=ftp\.other\.example .*It is not for 127\.0\.0\.1\. Clients that check it, .* cannot transfer;/,
  },
  { says: 'nothing is wrong', look: raw(transferring(), { only }), cause: null },
])

lookAlikes('the data ends without close_notify', ids, [
  {
    says: 'no-close-notify-from-server: all came, 226 was said',
    look: privately(async socket => {
      const stream = await secured(socket)
      stream.write(listing, () => socket.end())
      await once(socket, 'close')
      return '226 Done'
    }),
    cause: null,
  },
  {
    says: 'rst-at-end-after-data: all came, 226 was said',
    look: privately(async socket => {
      const stream = await secured(socket)
      await new Promise<void>(resolve => stream.write(listing, () => resolve()))
      socket.resetAndDestroy()
      return '226 Done'
    }),
    cause: null,
  },
  {
    says: 'truncated-download-accepted: it ends inside a record, whatever 226 says',
    look: privately(async socket => {
      const stream = await secured(socket)
      // The header of a record, and not all that it announces (RFC 8446 §5.1).
      stream.write(listing, () => socket.end(Buffer.from([23, 3, 3, 1, 0, 42])))
      await once(socket, 'close')
      return '226 Done'
    }),
    cause: 'transfer-truncated',
    summary: /ends in the middle of a record of TLS/,
  },
])
