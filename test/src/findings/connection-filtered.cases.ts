import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, explicitPort, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: '21 is dropped, 990 answers with a refusal',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [['none|auth-tls|auth-ssl/*/*', { status: 'fails', step: 'connect', failure: 'timeout' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 60,
      summary: /:21 does not answer at all \(silence for 10 s\), while port 990/,
    },
  },
  {
    says: 'a dropped 990 accuses nobody',
    seen: seen({
      observations: {
        greeting: {
          explicit: explicitPort,
          implicit: { ...noImplicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
        },
      },
      cells: [['implicit/*/*', { status: 'fails', step: 'connect', failure: 'timeout' }]],
    }),
    expect: { is: 'found', severity: 'info', ways: 20 },
  },
  {
    says: 'a witness that answers is enough',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          implicit: { ...noImplicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          witness: { port: 65021, connect: 'refused' },
        },
      },
    }),
    expect: { is: 'found', certainty: 'certain' },
  },
  {
    says: 'where nothing answers, nothing shows a filter',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          implicit: { ...noImplicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          witness: { port: 65021, connect: 'silent' },
        },
      },
    }),
    expect: { is: 'undetermined', reason: /no port of this host answers/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
