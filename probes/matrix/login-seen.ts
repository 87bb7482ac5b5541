import type { Tools } from '../../src/engine/tools.js'
import type { Failure, Step } from '../../src/model/step.js'

/** The first login of the run, alone, met the same: our own sessions are not the reason, and to look again would only take time. */
export function isLoginSeenToFail(
  { seen }: Tools,
  { step, failure }: { readonly step?: Step; readonly failure?: Failure },
): boolean {
  const login = seen.of('login')
  return login.status === 'broken' && login.step === step && login.failure === failure
}
