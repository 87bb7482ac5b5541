import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { auth, explicitPort, noImplicitPort, seen } from './support/seen-builder.js'
import type { Entry } from '../../../probes/auth.js'
import type { PortLook } from '../../../probes/greeting.js'

const tls = { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' }

/** 990 beside a healthy 21: what the first hello met there, and how far the second came. */
const inside = (look: Partial<PortLook>, entry?: Partial<Entry>) =>
  seen({
    observations: {
      greeting: {
        explicit: explicitPort,
        implicit: { ...noImplicitPort, connect: 'open', service: 'tls', ...look },
      },
      ...(entry === undefined
        ? { auth: null }
        : {
            auth: {
              ...auth,
              entries: { ...auth.entries, implicit: { status: 'fails', port: 990, evidence: [], ...entry } },
            },
          }),
    },
    cells: [['implicit/*/*', { status: 'fails', step: 'greeting', failure: 'timeout' }]],
  })
const timeout = { step: 'greeting', failure: 'timeout' } as const

export const cases: readonly Case[] = [
  {
    says: 'neither a greeting nor an answer to a hello',
    seen: seen({
      observations: {
        greeting: {
          explicit: { port: 21, asked: true, connect: 'open', connectSeconds: 0.01, service: 'silent' },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [['none|auth-tls|auth-ssl/*/*', { status: 'fails', step: 'greeting', failure: 'timeout' }]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 60 },
  },
  {
    says: 'implicit TLS stands twice, and no greeting comes inside',
    seen: inside({ tls }, timeout),
    expect: { is: 'found', severity: 'info', ways: 20, summary: /speaks TLS, and sends no greeting inside/ },
  },
  {
    says: 'the same at the one look that was made',
    seen: inside({ tls }),
    expect: { is: 'found', ways: 20 },
  },
  {
    says: 'the implicit port answers our hello with an alert: that is no silence',
    seen: inside({}, { step: 'handshake', failure: 'tls-alert' }),
    expect: { is: 'absent' },
  },
  {
    says: 'the implicit port ends TLS as soon as it stands: nobody is behind it',
    seen: inside({ tls, ended: 'fin' }, { step: 'greeting', failure: 'early-end' }),
    expect: { is: 'absent' },
  },
  {
    says: 'the implicit port wants a certificate of ours, and says so by an alert inside TLS 1.3',
    seen: inside({ tls, ended: 'rst' }, { step: 'greeting', failure: 'connection-reset' }),
    expect: { is: 'absent' },
  },
  {
    says: 'silent inside TLS at the first look, ended at the second: not for certain a silence',
    seen: inside({ tls }, { step: 'greeting', failure: 'early-end' }),
    expect: { is: 'absent' },
  },
  {
    says: 'no port took a connection',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'refused', service: 'none' },
          implicit: noImplicitPort,
        },
      },
    }),
    expect: { is: 'undetermined', reason: /no port took/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
