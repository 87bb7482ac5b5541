import type { Report } from '../../src/model/report.js'

/** Client products, in lower case, that cannot transfer at this server because of what was found: nobody is to be sent to them. */
export function unfitClients({ findings }: Report): ReadonlySet<string> {
  return new Set(findings.flatMap(({ stops = [] }) => stops.map(product => product.toLowerCase())))
}
