// Made by `npm run generate` from the file names in this folder; not to be edited.
import type { Format } from '../../src/model/report.js'
import { format as jsonFormat } from './json.js'
import { format as textFormat } from './text.js'

/** All report formats, by file name. */
export const formats: readonly Format[] = [jsonFormat, textFormat]
