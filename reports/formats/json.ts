import type { Format } from '../../src/model/report.js'

/** What JSON lets through as it is and a terminal or an editor obeys: C1 controls, bidi, zero width, separators. */
const harmful = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, '0')
    return `\\u${unit}`
  }).join('')
}

/** A value as JSON text, harmful characters escaped. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(harmful, escaped)}\n`
}

/** The report itself, which is also the recording that `diagnose` reads. Nothing is lost: harmful characters are escaped. */
export const format: Format = {
  id: 'json',
  title: 'all of it, for programs and for diagnose',
  extension: 'json',
  show: jsonText,
}
