import type { Traits } from './compare.js'

/** Without what the server says of itself (`names`): who it is must then show in what it does. */
export function unnamed({ observations, ways }: Traits): Traits {
  const kept = Object.entries(observations).filter(([path]) => !path.endsWith('.names'))
  return { observations: Object.fromEntries(kept), ways }
}
