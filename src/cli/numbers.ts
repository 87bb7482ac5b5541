import { UsageError } from '../run/usage-error.js'

/** Reads a whole number of an option, or complains with the bounds. */
export function whole(name: string, least: number, most: number): (text: string) => number {
  return text => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN
    if (number >= least && number <= most) return number
    throw new UsageError(`${name} wants a whole number from ${least} to ${most}, not '${text}'`)
  }
}

/** Reads seconds, fractions allowed. */
export function seconds(name: string, most: number): (text: string) => number {
  return text => {
    const number = /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Number(text) : NaN
    if (number > 0 && number <= most) return number
    throw new UsageError(`${name} wants seconds, more than 0 and at most ${most}, not '${text}'`)
  }
}
