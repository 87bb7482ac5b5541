import t from 'tap'
import { findings } from '../../../src/findings/index.js'
import type { Case } from './support/case.js'

/** A client that is named without the version that was seen. */
const product = /(?:lftp|wget|rclone|PHP|Net::FTP|Commons Net)(?! \d)|(?<!Python 3\.\d+ )ftplib/

/** What a judge says to its cases, where it finds something. */
async function summariesOf(id: string): Promise<readonly string[]> {
  const { cases } = (await import(`./${id}.cases.js`)) as { readonly cases: readonly Case[] }
  const judgements = findings.flatMap(finding =>
    finding.id === id ? cases.map(({ seen }) => finding.judge(seen)) : [],
  )
  return judgements.flatMap(judgement => (judgement.is === 'found' ? [judgement.summary] : []))
}

t.test('a finding that names clients it stops says which versions were seen', async t => {
  for (const id of ['session-resumption-required', 'preliminary-reply-late']) {
    const summaries = await summariesOf(id)
    t.ok(
      summaries.some(summary => summary.includes('such as')),
      id,
    )
    for (const summary of summaries) t.notMatch(summary, product, id)
  }
})
