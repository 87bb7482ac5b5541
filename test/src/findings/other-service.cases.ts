import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { auth, explicitPort, login, noImplicitPort, reply, seen, type Facts } from './support/seen-builder.js'

const unknown = { reply: reply('500 Unknown'), hellos: [], established: false } as const
const knowsNothing = {
  ...auth,
  tls: unknown,
  ssl: unknown,
  nonsense: reply('500 Unknown'),
  features: { reply: reply('502 Unknown'), mechanisms: [] },
}

const userGets = (line: string): Facts['observations'] => ({ 'clear-login': { reply: reply(line) } })

export const cases: readonly Case[] = [
  {
    says: 'a web server',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, service: 'http', greeting: reply('HTTP/1.1 400 Bad Request') },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [
        ['none|auth-tls|auth-ssl/*/*', { status: 'fails', step: 'greeting', failure: 'reply-malformed' }],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      summary: /is a web server \(it says "HTTP\/1.1 400/,
    },
  },
  {
    says: 'a mail server',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, service: 'smtp', greeting: reply('220 mx.example ESMTP') },
          implicit: noImplicitPort,
        },
      },
    }),
    expect: { is: 'found', certainty: 'likely', summary: /a mail server \(SMTP\)/ },
  },
  {
    says: 'a 220 without a telling word, and not even USER is known',
    seen: seen({ observations: { auth: knowsNothing, ...userGets('502 5.5.2 Error: unknown') } }),
    expect: {
      is: 'found',
      certainty: 'certain',
      summary: /knows none of its commands: USER gets "502 5\.5\.2/,
    },
  },
  {
    says: 'the same, from a login in clear: an older report has no made-up USER',
    seen: seen({
      observations: {
        auth: knowsNothing,
        'clear-login': null,
        login: {
          ...login,
          security: 'none',
          accepted: false,
          replies: [{ command: 'USER', reply: reply('502 Unknown') }],
        },
      },
    }),
    expect: { is: 'found', certainty: 'certain' },
  },
  {
    says: 'an old FTP server without FEAT and AUTH knows USER',
    seen: seen({ observations: { auth: knowsNothing, ...userGets('530 Who are you?') } }),
    expect: { is: 'absent' },
  },
  {
    says: "vsftpd's last word is no answer to a command",
    seen: seen({
      observations: { auth: knowsNothing, ...userGets('500 OOPS: vsftpd: cannot read user list') },
    }),
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
