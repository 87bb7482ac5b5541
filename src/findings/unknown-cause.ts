import type { Finding } from '../model/finding.js'
import { undetermined } from './support/judgement.js'

/** Not judged but made by the attribution (src/diagnosis) for the ways that no other finding claims. */
export const finding: Finding = {
  id: 'unknown-cause',
  title: 'Something fails, and no known cause explains it',
  why: "Something failed in a way that no finding describes. Rather than guess, it is shown as it was seen: the step, the server's words and the conversation.",
  proof: 'What failed is left over after all findings have claimed what they explain.',
  phase: 'close',
  severity: 'error',
  owner: ['nobody'],
  references: ['RFC 959 §5.4'],
  symptoms: [],
  covers: [],
  explains: [],
  remedies: [],
  judge: () => undetermined('made from the ways that no other finding explains'),
}
