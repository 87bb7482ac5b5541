import type { Placeholder, Remedy } from '../model/finding.js'

/** A remedy with what was observed in place of its placeholders. */
export function fillIn(remedy: Remedy, fill: Readonly<Partial<Record<Placeholder, string>>> = {}): Remedy {
  const { config } = remedy
  if (config === undefined) return remedy
  return { ...remedy, config: config.replace(placeholder, word => fill[word as Placeholder] ?? word) }
}

const placeholder = /\b(?:HOST|PORT|ADDRESS|USER)\b/g
