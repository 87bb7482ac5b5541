/** "wrong version number", "unexpected TLS packet": something else than TLS came where TLS was expected. */
import { takePorts } from '../support/ports.js'
import { afterAuth, greets } from './support/conversations.js'
import { explicitOnly, lookAlikes, patientBut, raw, scripted } from './support/group.js'

const clearText = (text: string) =>
  scripted({ faults: { afterAuth: { when: 'at-hello', what: 'clear-text', text } }, started: explicitOnly })

const ids = [
  'explicit-tls-expected',
  'ssh-service',
  'clear-text-after-auth',
  'hello-unanswered',
  'protection-not-honoured',
  'closed-after-auth',
  'clear-bytes-behind-234',
]

lookAlikes('wrong version number', ids, [
  {
    says: 'implicit-client-on-explicit-port',
    look: scripted({ options: ({ port }) => ({ implicitPort: port, securities: ['implicit'] }) }),
    cause: 'explicit-tls-expected',
    certainty: 'certain',
    summary: /greets in clear \("220/,
  },
  {
    says: 'implicit-client-on-explicit-port, where the usual port has no listener',
    look: async t => {
      const block = await takePorts()
      t.teardown(() => block.release())
      const { port } = block
      return scripted({ options: server => ({ port, implicitPort: server.port }) })(t)
    },
    cause: 'connection-refused',
    beside: ['explicit-tls-expected'],
  },
  {
    says: 'ssh-on-this-port',
    look: raw(greets('SSH-2.0-OpenSSH_9.2\r\n'), { securities: ['implicit'] }),
    cause: 'ssh-service',
    certainty: 'certain',
  },
  {
    says: 'plaintext-after-auth, 421',
    look: clearText('421 TLS handshake failed\r\n'),
    cause: 'clear-text-after-auth',
    certainty: 'certain',
    summary: /"421 TLS handshake failed"/,
  },
  {
    says: 'plaintext-after-auth, 500',
    look: clearText('500 OOPS: SSL: cannot load RSA private key\r\n'),
    cause: 'clear-text-after-auth',
    certainty: 'certain',
    summary: /"500 OOPS: SSL: cannot load/,
  },
  {
    says: 'server-drops-clienthello',
    look: raw(
      afterAuth(async talk => {
        talk.socket.pause()
        await Promise.resolve()
      }),
      { limits: patientBut({ hello: 500 }) },
    ),
    cause: 'hello-unanswered',
    certainty: 'certain',
    undetermined: { 'login-refused': /it takes a login/ },
  },
  {
    says: 'prot-accepted-not-applied',
    look: scripted({ faults: { wireForm: { P: 'clear' } }, started: explicitOnly }),
    cause: 'protection-not-honoured',
    certainty: 'certain',
  },
  {
    says: 'clear bytes behind 234, before any hello',
    look: scripted({ faults: { clearBehindAuth: '331 Password?\r\n' }, started: explicitOnly }),
    cause: 'clear-bytes-behind-234',
  },
])
