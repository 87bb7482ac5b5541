import type { Finding, Judgement } from '../model/finding.js'
import type { Fault } from '../model/report.js'
import type { Seen } from '../model/seen.js'
import type { Step } from '../model/step.js'
import type { FoundJudgement } from '../findings/support/judgement.js'

/** A finding with the judgement that found it. */
export interface Verdicted {
  readonly finding: Finding
  readonly judgement: FoundJudgement
}

/** Where on the wire it was found. */
export function phaseOf({ finding, judgement }: Verdicted): Step {
  return judgement.phase ?? finding.phase
}

export interface Judged {
  readonly found: readonly Verdicted[]
  readonly undetermined: readonly { readonly id: string; readonly reason: string }[]
  readonly faults: readonly Fault[]
}

/** Made by the attribution for what no judge explains; its own judge is never asked. */
export const unknownCauseId = 'unknown-cause'

/** Marks the faults that a diagnosis adds, so that a replay can take them off and add its own. */
const faultPrefix = 'finding '

export function isFaultOfJudge(fault: Fault): boolean {
  return fault.probe.startsWith(faultPrefix)
}

/** Asks every judge. One that throws is a fault of ours, and its finding is undetermined. */
export function judgeAll(seen: Seen, findings: readonly Finding[]): Judged {
  const found: Verdicted[] = []
  const undetermined: { id: string; reason: string }[] = []
  const faults: Fault[] = []
  for (const finding of findings) {
    if (finding.id === unknownCauseId) continue
    try {
      sort(finding, finding.judge(seen), found, undetermined)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      faults.push({ probe: `${faultPrefix}${finding.id}`, message })
      undetermined.push({ id: finding.id, reason: 'its judge crashed: a fault of ours' })
    }
  }
  return { found, undetermined, faults }
}

function sort(
  finding: Finding,
  judgement: Judgement,
  found: Verdicted[],
  undetermined: { id: string; reason: string }[],
): void {
  if (judgement.is === 'found') found.push({ finding, judgement })
  if (judgement.is === 'undetermined') undetermined.push({ id: finding.id, reason: judgement.reason })
}
