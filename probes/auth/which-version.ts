import type { Tools } from '../../src/engine/tools.js'
import type { Security } from '../../src/model/matrix.js'
import { helloVersions, type HelloVersion } from '../../src/tls/hello-versions.js'
import type { RawHello } from '../auth.js'
import { sayRaw, type RawLook } from './raw-hello.js'

/** What our own TLS does not speak, and TLS 1.2 with suites that it does not offer. */
const offers: readonly HelloVersion[] = ['TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3']

/**
 * Which hello is answered at all, where none of our own TLS is: one a version, at the same time. What is answered in an old version
 * alone is said once more, beside the offer of TLS 1.2. SSLv2 is offered only with `--audit`, and only where all else is unanswered.
 */
export async function whichVersion(
  tools: Tools,
  security: Exclude<Security, 'none'>,
): Promise<readonly RawLook[]> {
  const say = async (all: readonly HelloVersion[]): Promise<readonly RawLook[]> =>
    (await Promise.all(all.map(version => sayRaw(tools, security, { offers: version })))).flatMap(
      look => look ?? [],
    )
  const first = await say(offers)
  const isLast = tools.wishes.audit && first.length > 0 && first.every(({ hello }) => isInVain(hello))
  const looks = isLast ? [...first, ...(await say(['SSLv2']))] : first
  const best = bestOf(looks)
  if (best === undefined || best.version === 'TLSv1.2' || best.version === 'TLSv1.3') return looks
  return [...looks, ...(await say(['TLSv1.2', best.offers]))]
}

/** Who answers in records, if only by an alert, knows SSLv3 at least. */
function isInVain({ outcome }: RawHello): boolean {
  return outcome === 'silence' || outcome === 'fin' || outcome === 'rst'
}

/** The highest version that was chosen, and the lowest offer that brought it. */
function bestOf(
  looks: readonly RawLook[],
): { readonly version: HelloVersion; readonly offers: HelloVersion } | undefined {
  const answered = looks.flatMap(({ hello: { version, offers } }) =>
    version === undefined ? [] : [{ version, offers }],
  )
  const age = (version: HelloVersion): number => helloVersions.indexOf(version)
  return answered.sort((a, b) => age(b.version) - age(a.version) || age(a.offers) - age(b.offers))[0]
}
