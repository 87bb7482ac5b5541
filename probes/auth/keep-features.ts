import type { ControlConnection } from '../../src/engine/control-connection.js'
import { EngineError } from '../../src/engine/engine-error.js'
import type { OlderHello, Tools } from '../../src/engine/tools.js'
import type { Security } from '../../src/model/matrix.js'
import { isNegative, type Reply } from '../../src/model/reply.js'
import type { Failure } from '../../src/model/step.js'
import { helloLook } from './hello-look.js'
import { shapes } from './shapes.js'

/** FEAT once inside TLS, where a connection stands anyway. False where its reply is still owed: it would pass for the next one's. */
export async function keepFeatures(
  tools: Tools,
  security: Security,
  control: ControlConnection,
): Promise<boolean> {
  const { notebook } = tools
  const known = notebook.featuresInsideTls
  // What is answered on the implicit port tells nothing of the other one, which a firewall may read.
  if (notebook.featuresBroke !== undefined || (known !== undefined && known.security !== 'implicit'))
    return true
  const mark = control.recorder.mark()
  let failure: Failure = 'early-end'
  let lastWord: Reply | undefined
  try {
    const reply = await control.command('FEAT', 'features')
    if (!isLastWord(reply, control)) {
      notebook.featuresInsideTls = { security, reply, evidence: [control.recorder.since(mark)] }
      return true
    }
    lastWord = reply
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    failure = error.failure
  }
  // Once is enough: each such silence takes the whole deadline, and the logins need theirs.
  const evidence = [control.recorder.since(mark)]
  const older = failure === 'timeout' ? undefined : await helloOfTls12(tools, security)
  const alert = control.tls?.alert()
  notebook.featuresBroke = {
    security,
    failure,
    ...(lastWord && { reply: lastWord }),
    ...(alert && { alert }),
    ...(older && { inTls12: older }),
    evidence,
  }
  return false
}

/** ProFTPD says 421, in clear, inside TLS, where it misses our certificate; vsftpd says "500 OOPS: ..." and is gone. */
function isLastWord(reply: Reply, { alive }: ControlConnection): boolean {
  return reply.code === 421 || (isNegative(reply) && !alive)
}

/**
 * In TLS 1.3 a server that misses our certificate says so behind the handshake, and its RST may overtake the alert; in TLS 1.2
 * the handshake itself comes to nothing (RFC 5246 §7.4.6).
 */
async function helloOfTls12(tools: Tools, security: Security): Promise<OlderHello | undefined> {
  const entered = await tools.dial(security, tools.plan.of('auth'), shapes.tls12(tools.hello()))
  await entered.control?.close()
  const look = helloLook(tools, 'tls12', entered)
  if (look === undefined) return undefined
  const { outcome, alert, clearText, asksForCertificate } = look
  return {
    outcome,
    ...(alert && { alert }),
    ...(clearText !== undefined && { clearText }),
    ...(asksForCertificate && { asksForCertificate }),
  }
}
