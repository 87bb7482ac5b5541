import type { Report } from '../../src/model/report.js'

/** The address was given with --address: by its name alone another client may come to another machine. */
export function hasGivenAddress({ target }: Report): boolean {
  return target.resolution?.status === 'literal' && target.address !== target.host
}
