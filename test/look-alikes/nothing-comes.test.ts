/** "timed out with 0 bytes received", "waiting for welcome message": nothing comes on the control connection. */
import { greets, greetsAndEnds, webServer } from './support/conversations.js'
import { explicitOnly, lookAlikes, patientBut, raw, scripted } from './support/group.js'
import { converse } from './support/raw-server.js'
import { transferring } from './support/transferring.js'

/** Resolves once a second connection has come. */
function gate(): { readonly settled: Promise<void>; settle(): void } {
  let settle: () => void = () => undefined
  const settled = new Promise<void>(resolve => (settle = resolve))
  return { settled, settle }
}

const lateServer = gate()

const ids = [
  'implicit-tls-expected',
  'greeting-silent',
  'other-service',
  'ssh-service',
  'closed-before-greeting',
  'tls-not-offered',
]

lookAlikes('0 bytes on the control connection', ids, [
  {
    says: 'tls-port-spoken-plain',
    look: scripted({ options: ({ implicitPort = 0 }) => ({ port: implicitPort, securities: ['auth-tls'] }) }),
    cause: 'implicit-tls-expected',
    certainty: 'certain',
    summary: /silent in clear, it answers a TLS hello and greets with 220 inside/,
  },
  {
    says: 'tcp-connect-then-silence',
    look: raw(
      async talk => {
        await talk.bytes()
      },
      { limits: patientBut({ hello: 500, greeting: 2_000 }) },
    ),
    cause: 'greeting-silent',
    certainty: 'certain',
  },
  {
    says: 'greeting-close-no-text: it is not silent, it hangs up',
    look: raw(greetsAndEnds('')),
    cause: 'closed-before-greeting',
  },
  {
    says: 'it hangs up once, while the visitor before us still counts',
    look: raw(async talk => {
      await (talk.number === 1 ? greetsAndEnds('') : transferring())(talk)
    }),
    cause: null,
  },
  { says: 'http-on-this-port', look: raw(webServer), cause: 'other-service', summary: /a web server/ },
  {
    says: 'ssh-on-this-port',
    look: raw(greets('SSH-2.0-OpenSSH_9.2\r\n')),
    cause: 'ssh-service',
    certainty: 'certain',
  },
  {
    says: 'reverse-dns-delay: a greeting that comes late is no silence, and its server is looked at to the end',
    look: raw(
      async talk => {
        // The hello of our second connection is what it waits for: no clock, and surely after the first second.
        if (talk.number > 1) lateServer.settle()
        await lateServer.settled
        talk.say('220 at last\r\n')
        await converse(talk, () => '500 Unknown')
      },
      { only: ['greeting'], limits: patientBut({ hello: 500 }) },
    ),
    cause: null,
  },
  {
    says: 'nothing is wrong',
    look: scripted({ started: explicitOnly, options: { only: ['auth-tls/P/EPSV'] } }),
    cause: null,
  },
])
