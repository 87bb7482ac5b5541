import type { ResumptionLook, VersionLook } from '../../../probes/resumption.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { freshLook, reply, resumedLook, resumption, seen } from './support/seen-builder.js'

const refusedLook: ResumptionLook = {
  offered: false,
  resumed: false,
  status: 'fails',
  step: 'final',
  failure: 'negative-final',
  reply: reply('522 SSL connection failed: session reuse required'),
}
const silentLook: ResumptionLook = { offered: false, status: 'fails', step: 'transfer', failure: 'timeout' }
const served = { offered: false, resumed: false, status: 'fails', reply: reply('226 Done') } as const
const resetLook: ResumptionLook = { ...served, step: 'transfer', failure: 'connection-reset' }
const clearLook: ResumptionLook = { ...served, step: 'data-handshake', failure: 'wrong-wire-form' }
const notTaken: ResumptionLook = { ...refusedLook, offered: true }

const required: VersionLook = {
  version: 'TLSv1.2',
  looks: [resumedLook, refusedLook, resumedLook, refusedLook],
}

/** TLS 1.2 as told, and TLS 1.3 too unless told otherwise. */
function looked(first: Omit<VersionLook, 'version'>, second: Omit<VersionLook, 'version'> = first): Seen {
  return seen({
    observations: {
      resumption: {
        ...resumption,
        versions: [
          { version: 'TLSv1.2', ...first },
          { version: 'TLSv1.3', ...second },
        ],
      },
    },
  })
}

export const cases: readonly Case[] = [
  {
    says: 'refused without, twice at both versions (vsftpd and ProFTPD as they come)',
    seen: looked({ looks: required.looks }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      summary: /TLS 1\.2 and TLS 1\.3.*ftplib.*Net::FTP.*Commons Net/,
      quote: '522 SSL connection failed: session reuse required',
      ways: 0,
    },
  },
  {
    says: 'refused without at the one version that is spoken',
    seen: looked({ looks: required.looks }, { looks: [], notSpoken: { failure: 'tls-alert' } }),
    expect: { is: 'found', certainty: 'certain', summary: /\(TLS 1\.2\)/ },
  },
  {
    says: 'nothing is ever offered or taken, and all works (Pure-FTPd at TLS 1.3)',
    seen: looked({ looks: [resumedLook, freshLook, freshLook] }, { looks: [freshLook, freshLook] }),
    expect: { is: 'absent' },
  },
  {
    says: 'refused once: that may be a limit',
    seen: looked({ looks: [resumedLook, refusedLook], reason: 'login-budget' }),
    expect: { is: 'undetermined', reason: /logins that were allowed/ },
  },
  {
    says: 'a deadline is no refusal',
    seen: looked({ looks: [resumedLook, silentLook] }),
    expect: { is: 'undetermined', reason: /deadline/ },
  },
  {
    says: 'served and broken on the way: a RST shows itself, or not, as chance has it',
    seen: looked({ looks: [resumedLook, resetLook, resumedLook, resetLook] }),
    expect: { is: 'undetermined', reason: /not told apart/ },
  },
  {
    says: 'served in clear without: PROT is forgotten, not missed',
    seen: looked({ looks: [resumedLook, clearLook, resumedLook, clearLook] }),
    expect: { is: 'undetermined', reason: /not told apart/ },
  },
  {
    says: 'refused once and taken once',
    seen: looked({ looks: [resumedLook, refusedLook, resumedLook, freshLook] }),
    expect: { is: 'undetermined', reason: /not told apart/ },
  },
  {
    says: 'nothing works, resumed or not, and this program resumes elsewhere',
    seen: looked({ looks: [notTaken, refusedLook, notTaken, refusedLook], resumesHere: true }),
    expect: { is: 'undetermined', reason: /not told apart/ },
  },
  {
    says: 'this program does not resume at all',
    seen: looked({ looks: [notTaken, refusedLook, notTaken, refusedLook], resumesHere: false }),
    expect: { is: 'undetermined', reason: /server of its own/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
