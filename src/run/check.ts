import type { Report } from '../model/report.js'
import type { CheckOptions } from './check-options.js'

/** Looks at a server and says what is wrong: the whole of `ftps-doctor check`, as a library. */
export function check(host: string, options: CheckOptions = {}): Promise<Report> {
  return Promise.reject(new Error(`${host} ${JSON.stringify(options)}`))
}
