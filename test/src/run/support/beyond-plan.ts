import { isPlanned, type Plan } from '../../../../src/model/plan.js'
import type { Report } from '../../../../src/model/report.js'

/** Every command of a run, as its transcript has it. */
export function sentLines({ transcript }: Report): readonly string[] {
  return transcript.connections.flatMap(({ events }) =>
    events.flatMap(({ kind, text }) => (kind === 'send' && text !== undefined ? [text] : [])),
  )
}

/** Ports that control connections went to. */
function dialled({ transcript }: Report): readonly number[] {
  return transcript.connections
    .filter(({ role }) => role === 'control')
    .flatMap(({ events }) => events.filter(({ kind }) => kind === 'connect'))
    .map(({ text }) => Number(/:(\d+)$/.exec(text ?? '')?.[1]))
}

/** What a run did that its plan does not name. */
export function beyondPlan(plan: Plan, report: Report): readonly string[] {
  const { explicit, implicit } = plan.ports
  const hasData = report.transcript.connections.some(({ role }) => role === 'data')
  const planned = plan.looks.some(({ planned: { dataConnections } }) => dataConnections !== undefined)
  return [
    ...new Set(sentLines(report).filter(line => !isPlanned(plan, line))),
    ...dialled(report)
      .filter(port => port !== explicit && port !== implicit)
      .map(port => `port ${port}`),
    ...(hasData && !planned ? ['a data connection'] : []),
    ...(report.run.logins > (plan.login?.most ?? 0) ? [`${report.run.logins} logins`] : []),
    ...(!plan.listens && sentLines(report).some(line => /^(PORT|EPRT)/.test(line)) ? ['a listener'] : []),
  ]
}
