import { readFileSync, writeFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { Report } from '../../src/model/report.js'

const folder = new URL('golden/', import.meta.url)

/** The saved reports that every format is shown with. */
export const savedReports = [
  'healthy',
  'passive-ports-filtered',
  'certificate-self-signed',
  'login-refused',
  'host-unknown',
  'interrupted',
] as const

export function savedReport(name: (typeof savedReports)[number]): Report {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Report
}

/** The text equals the file; with GOLDEN=write the file becomes the text, to be read before it is committed. */
export function golden(t: Test, file: string, text: string): void {
  const at = new URL(file, folder)
  if (process.env['GOLDEN'] === 'write') writeFileSync(at, text)
  t.equal(text, readFileSync(at, 'utf8'), file)
}
