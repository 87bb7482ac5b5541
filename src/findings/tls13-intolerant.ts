import type { HelloLook, RawHello } from '../../probes/auth.js'
import type { Finding } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { answeredHellos, judgeUpgrades, upgradesOf, type NamedLook } from './support/auth-looks.js'
import { undetermined } from './support/judgement.js'
import { valueOf } from './support/observed.js'
import { anyServerRemedy, clientRemedy, networkRemedy, serverRemedy } from './support/remedies.js'
import { alertInWords, count, list } from './support/words.js'

/** What is no answer to a hello. */
const inVain: readonly string[] = ['silence', 'fin', 'rst', 'alert']

/** The usual hello offers TLS 1.3; one of TLS 1.2 alone is answered; and of two hellos that differ in that offer alone, each met the same. */
function isIntolerant(look: NamedLook): boolean {
  const newer = offering13(look)
  const older = (look.look.raw ?? []).filter(({ offers }) => offers === 'TLSv1.2')
  return (
    answeredHellos(look).some(({ shape }) => shape === 'tls12') &&
    newer.every(({ outcome }) => inVain.includes(outcome)) &&
    older.length > 0 &&
    older.every(({ version }) => version === 'TLSv1.2') &&
    (look.look.raw ?? []).some(({ offers }) => offers === 'TLSv1.3')
  )
}

function offering13({ look }: NamedLook): readonly (HelloLook | RawHello)[] {
  return [
    ...look.hellos.filter(({ shape }) => shape === 'usual'),
    ...(look.raw ?? []).filter(({ offers }) => offers === 'TLSv1.3'),
  ]
}

function without13({ look }: NamedLook): number {
  const older = look.hellos.filter(({ shape, outcome }) => shape !== 'usual' && outcome === 'done')
  return older.length + (look.raw ?? []).filter(({ version }) => version === 'TLSv1.2').length
}

/** A report from before such hellos were said. */
function wasNotAsked(seen: Seen): boolean {
  const auth = valueOf(seen, 'auth')
  return (
    auth !== undefined &&
    upgradesOf(auth).some(
      look => look.look.raw === undefined && answeredHellos(look).some(({ shape }) => shape === 'tls12'),
    )
  )
}

function metInWords({ alert, outcome }: HelloLook | RawHello): string {
  if (alert !== undefined) return alertInWords(alert)
  return outcome === 'fin' ? 'a close' : outcome === 'rst' ? 'a reset' : outcome
}

export const finding: Finding = {
  id: 'tls13-intolerant',
  title: 'The server does not bear the offer of TLS 1.3',
  why: 'A server that has no TLS 1.3 is to choose TLS 1.2 from what is offered. This one, or a box before it that reads TLS, goes silent, hangs up or refuses as soon as TLS 1.3 is on offer. Clients of today offer it always.',
  proof:
    'Two hellos of the same size, built alike, one with TLS 1.3 on offer and one without: the first comes to nothing, as the usual one does each time, and the second is answered.',
  phase: 'handshake',
  severity: 'error',
  owner: ['server-software', 'network'],
  references: ['RFC 8446 §4.2.1', 'RFC 8446 §D.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (35) OpenSSL SSL_connect: Connection reset by peer' },
    { client: 'curl', text: 'curl: (28) SSL connection timeout' },
    { client: 'any', text: 'tlsv1 alert protocol version' },
    { client: 'any', text: 'sslv3 alert handshake failure' },
  ],
  covers: [],
  explains: [
    'handshake-refused',
    'hello-unanswered',
    'closed-after-auth',
    'closed-before-greeting',
    'greeting-silent',
  ],
  remedies: [
    anyServerRemedy(
      'Update the server, or what it has for TLS: it must pass over a version that it does not know.',
    ),
    serverRemedy('ProFTPD', 'Offer the versions of today', { config: 'TLSProtocol TLSv1.2 TLSv1.3' }),
    networkRemedy('Take TLS inspection off for this server, or update the box that does it.'),
    clientRemedy('curl', 'Until then, offer TLS 1.2 at most', { config: '--tls-max 1.2' }),
    clientRemedy('lftp', 'Until then, offer TLS 1.2 at most', {
      config: 'set ssl:priority "NORMAL:-VERS-TLS1.3"',
    }),
    clientRemedy('Python ftplib', 'Until then, offer TLS 1.2 at most', {
      config: 'context.maximum_version = ssl.TLSVersion.TLSv1_2',
    }),
  ],
  judge: seen =>
    wasNotAsked(seen)
      ? undetermined('no two hellos of one size were said by hand')
      : judgeUpgrades(seen, {
          matches: isIntolerant,
          contrary: look =>
            offering13(look).some(({ outcome }) => outcome === 'done' || outcome === 'server-hello'),
          remedies: [],
          certainty: () => 'certain',
          summary: (methods, looks) => {
            const newer = looks.flatMap(offering13)
            const older = looks.reduce((sum, look) => sum + without13(look), 0)
            return `The server takes ${methods} and does not bear the offer of TLS 1.3: ${count(newer.length, 'hello')} with it met ${list(newer.map(metInWords))}, and all ${older} without it were answered, one of the same size among them. The rest was looked at with TLS 1.2.`
          },
        }),
}
