/** Something on the way that gives a control connection so many packets, and no more: whatever is said on it, it is cut off. */
import type { Test } from 'tap'
import type { Report } from '../../src/model/report.js'
import { routed, rule } from '../support/namespaces.js'
import { isHealthy, testFaults, type Break, type Fault } from '../support/network-check.js'
import { isSoak } from '../support/soak.js'

/** Packets of the client on one connection to port 21, acknowledgements included. */
const behind = (packets: number, what: string): Break => {
  const rules = rule('forward', `tcp dport 21 ct original packets > ${packets} ${what}`)
  return network => network.filter('router', rules)
}

function isCutShort(t: Test, report: Report): void {
  t.equal(report.cause, 'session-cut-short')
  t.equal(report.verdict.status, 'impaired', 'one transfer comes through')
}

const faults: readonly Fault[] = [
  {
    says: 'reset behind 25 packets',
    network: routed,
    break: behind(25, 'reject with tcp reset'),
    judge: isCutShort,
  },
  {
    says: 'more packets than any session of ours has',
    network: routed,
    break: behind(2_000, 'drop'),
    judge: isHealthy,
  },
]

/** Silence takes a minute of waiting: CI sees RST alone, the soak both (`npm run soak`). */
const silence: Fault = {
  says: 'dropped behind 25 packets',
  network: routed,
  break: behind(25, 'drop'),
  judge: isCutShort,
}

testFaults(isSoak ? [...faults, silence] : faults)
