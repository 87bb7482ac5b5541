import type { SeenCell } from '../../model/cell.js'
import { dataModes } from '../../model/matrix.js'
import { list, securityInWords } from './words.js'

/** Where some ways lie: their methods, each with its data modes unless it is there in all four: `AUTH TLS with PORT, AUTH SSL`. */
export function whereInWords(cells: readonly SeenCell[]): string {
  const methods = [...new Set(cells.map(({ security }) => security))]
  return methods
    .map(security => {
      const modes = new Set(cells.filter(cell => cell.security === security).map(({ mode }) => mode))
      const named = modes.size === dataModes.length ? '' : ` with ${list([...modes])}`
      return `${securityInWords(security)}${named}`
    })
    .join(', ')
}
