/**
 * Two faults at once, sampled from all pairs of bundled servers whose faults go together: the cause of each is found, or what the
 * other one hides is called undetermined. It is never called absent.
 */
import fc from 'fast-check'
import t from 'tap'
import { hooksOf } from '../../../fixtures/scripted/scripted-faults.js'
import type { BundledServer } from '../../../fixtures/running-server.js'
import { servers } from '../../../fixtures/servers/index.js'
import type { Behaviour } from '../../../src/model/expectation.js'
import type { Job } from '../../../src/run/regress/look.js'
import type { lookInThreads as lookFunction } from '../../../src/run/regress/threads.js'
import { isSoak } from '../../support/soak.js'

// The built one: its threads would each have to compile the sources anew.
const built = new URL('../../../dist/src/run/regress/threads.js', import.meta.url)
const { lookInThreads } = (await import(built.href)) as { readonly lookInThreads: typeof lookFunction }

/** Some of them each time, many in the soak. */
const [sampled, seed] = isSoak ? [300, Number(process.env['FTPS_DOCTOR_SEED'] ?? 1)] : [24, 20]

type Scripted = Extract<BundledServer, { readonly faults?: unknown }>
type Pair = readonly [one: BundledServer, other: Scripted]

/** Nothing but faults: they can be added to those of another server. */
function isPlain(server: BundledServer): server is Scripted {
  return 'faults' in server && server.policy === undefined && server.wire === undefined
}

function goTogether(one: BundledServer, { faults = {} }: Scripted): boolean {
  if ('start' in one) return false
  const own = one.faults ?? {}
  if (Object.keys(own).some(fault => fault in faults)) return false
  try {
    hooksOf({ ...own, ...faults })
    return true
  } catch (error) {
    if (error instanceof Error && error.message.includes('cannot be combined')) return false
    throw error
  }
}

function pairsOf(all: readonly BundledServer[]): readonly Pair[] {
  const sick = all.filter(({ seed: cause, platforms }) => cause !== null && platforms === undefined)
  return sick.filter(isPlain).flatMap(other =>
    sick
      .filter(one => one !== other && !(isPlain(one) && one.id > other.id))
      .filter(one => !isMoot(one.id, other.id) && goTogether(one, other))
      .map((one): Pair => [one, other]),
  )
}

/** Pairs of which one fault never acts beside the other, so that nothing can tell of it. */
const moot: readonly (readonly [hides: RegExp, hidden: RegExp, why: string])[] = [
  [/^login\/home-unusable$/, /^replies\/login-ends-otherwise$/, 'the ill-formed reply is never said'],
  [/./, /^transfer\/short-of-the-others$/, 'where no other way works there is none to be short of'],
  [/^listing\/refused$/, /^silence\/command$/, 'the listing is refused where the other would be silent'],
  [
    /./,
    /^limits\/(busy-from|no-more)/,
    'fewer connections are made than it counts, where little is to be looked at',
  ],
]

function isMoot(one: string, other: string): boolean {
  return moot.some(
    ([hides, hidden]) => (hides.test(one) && hidden.test(other)) || (hides.test(other) && hidden.test(one)),
  )
}

function isTold({ findings, undetermined }: Behaviour, id: string | null): boolean {
  return id !== null && (id in findings || undetermined.includes(id))
}

t.test(`${sampled} pairs of faults`, { timeout: 3_600_000 }, async t => {
  const pairs = pairsOf(servers)
  t.ok(pairs.length > 1_000, `${pairs.length} pairs go together`)
  const count = { minLength: sampled, maxLength: sampled }
  const [chosen = []] = fc.sample(fc.shuffledSubarray([...pairs], count), { seed, numRuns: 1 })
  const jobs = new Map<Job, Pair>(
    chosen.map(pair => [{ server: pair[0].id, scale: 10, faults: pair[1].faults ?? {} }, pair]),
  )
  await lookInThreads([...jobs.keys()], {
    threads: 8,
    longestMs: 600_000,
    signal: new AbortController().signal,
    onAnswer(job, answer) {
      const [one, other] = jobs.get(job) ?? []
      const name = `${one?.id} + ${other?.id}`
      if (answer.is === 'failed') return t.fail(`${name}: ${answer.message}`)
      const { behaviour, faults } = answer.looked
      t.same(faults, [], `${name}: nothing of ours crashed`)
      const causes = [one?.seed ?? null, other?.seed ?? null]
      for (const cause of causes) t.ok(isTold(behaviour, cause), `${name}: ${cause} is found or undetermined`)
      t.ok(Object.keys(behaviour.findings).length > 0, `${name}: something is found`)
    },
  })
})
