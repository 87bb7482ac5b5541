import type { HelloLook, RawHello } from '../../probes/auth.js'
import type { Finding } from '../model/finding.js'
import { allHellos, answeredHellos, judgeUpgrades, shapesOf, type NamedLook } from './support/auth-looks.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'
import { count, duration, list, securityInWords, versionInWords } from './support/words.js'

/** Greeting and AUTH, in clear, were answered anew after the first silence, on a connection for each shape; and each met it again. */
function isAlternating(look: NamedLook): boolean {
  const usual = look.look.hellos.filter(({ shape }) => shape === 'usual')
  return (
    shapesOf(look) === 3 &&
    usual.length > 1 &&
    answeredHellos(look).length === 0 &&
    !byHand(look).some(({ outcome }) => outcome !== 'silence')
  )
}

/** Hellos of older versions, and with older suites, that were said behind those of our own TLS. */
function byHand({ look }: NamedLook): readonly RawHello[] {
  return look.raw ?? []
}

/** Of SSLv3 up to TLS 1.2; or what was answered after all. */
function olderInWords(looks: readonly NamedLook[]): string {
  const raw = looks.filter(look => answeredHellos(look).length === 0).flatMap(byHand)
  if (raw.length === 0) return ''
  const others = raw.filter(({ outcome }) => outcome !== 'silence')
  const versions = list(raw.map(({ offers }) => versionInWords(offers)))
  return others.length === 0
    ? ` Hellos of ${versions}, built by hand, meet the same.`
    : ` Of hellos built by hand, with older suites too, ${others.length} of ${raw.length} get an answer (${list(others.map(({ offers }) => versionInWords(offers)))}).`
}

/** A silent implicit port by itself is another finding: there no command in clear tells that anybody serves it. */
function isSilentBehindAuth(look: NamedLook): boolean {
  return look.method !== 'implicit' && allHellos(look, 'silence')
}

const spoken: readonly HelloLook['outcome'][] = ['done', 'alert']
/** Behind AUTH, an end is an answer to the hello; on an implicit port nobody may have been let in. */
const heard: readonly HelloLook['outcome'][] = [...spoken, 'fin', 'rst', 'error']

export const finding: Finding = {
  id: 'hello-unanswered',
  title: 'The server takes AUTH and then never answers',
  why: 'The server said 234 (or took a connection for implicit TLS) and does not answer the TLS hello: its software hangs, or something on the way swallows what it does not understand.',
  proof:
    'Hellos of three shapes (TLS 1.3 and 1.2, 1.2 only, 1.2 without a name) all meet silence, while the connection stands.',
  phase: 'handshake',
  severity: 'error',
  owner: ['server-software', 'network'],
  references: ['RFC 4217 §4', 'RFC 8446 §4.1.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) SSL connection timeout' },
    { client: 'Python ftplib', text: 'TimeoutError: _ssl.c: The handshake operation timed out' },
    { client: 'lftp', text: 'max-retries exceeded' },
    { client: 'basic-ftp', text: '(hangs without a message)' },
  ],
  covers: ['server-drops-clienthello', 'auth-hang-no-client-timeout', 'pq-clienthello-split'],
  // An implicit port that meets our hello with the same silence.
  explains: ['greeting-silent'],
  remedies: [
    anyServerRemedy('Update or restart the server: its TLS takes the hello and does nothing with it.'),
    networkRemedy('Take inspection off for this server: a firewall may swallow what it cannot read.'),
    networkRemedy(
      'Where a VPN, a tunnel or PPPoE lies between: let ICMP "fragmentation needed" through, or clamp the MSS; the first large packet of TLS is what gets lost.',
    ),
  ],
  judge: seen =>
    judgeUpgrades(seen, {
      matches: (look, all) => allHellos(look, 'silence') && all.some(isSilentBehindAuth),
      contrary: ({ method, look }) =>
        look.hellos.some(({ outcome }) => (method === 'implicit' ? spoken : heard).includes(outcome)),
      certainty: looks => (looks.filter(isSilentBehindAuth).some(isAlternating) ? 'certain' : 'likely'),
      summary: (_, all) => {
        const looks = all.filter(isSilentBehindAuth)
        const methods = list(looks.map(({ method }) => securityInWords(method)))
        const hellos = looks.flatMap(({ look }) => look.hellos)
        const unanswered = hellos.filter(({ outcome }) => outcome !== 'done')
        const shapes = new Set(unanswered.map(({ shape }) => shape)).size
        const older = looks.some(look => answeredHellos(look).length > 0)
          ? ' A hello that offers TLS 1.2 alone is answered: what TLS 1.3 adds to it, or the size of what would be answered, decides.'
          : ''
        const longest = Math.max(...hellos.map(hello => hello.seconds))
        const port = all.length > looks.length ? ' The port for implicit TLS is as silent.' : ''
        return `The server takes ${methods} and then never answers: ${count(shapes, 'kind')} of TLS hello, silence for ${duration(longest)}. Commands in clear were answered each time, on ${count(hellos.length, 'connection')}.${older}${olderInWords(looks)}${port}`
      },
      wouldProve:
        "Run it on the server's own network and join both reports: an answer there = a firewall between; and with --audit, which says an SSLv2 hello too.",
    }),
}
