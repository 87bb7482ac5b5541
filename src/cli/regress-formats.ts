import { harmless } from '../../reports/sanitise.js'
import type { Compared } from '../run/regress.js'

/** Shows a whole run for a pipeline. */
export type RegressFormat = (compared: readonly Compared[]) => string

const longest = 2_000

/** What is to be read of one server that did not come out as expected; nothing where it did. */
function trouble(one: Compared): readonly string[] {
  switch (one.is) {
    case 'same':
    case 'skipped':
      return []
    case 'different':
    case 'new':
      return one.drift.map(line => harmless(line, longest))
    case 'gone':
      return ['there is no such server any more']
    case 'failed':
      return [`not looked at to the end: ${harmless(one.message, longest)}`]
  }
}

/** TAP version 14 (testanything.org): one point a server, what differs as comments below it. */
const tap: RegressFormat = compared => {
  const points = compared.flatMap((one, at) => {
    const lines = trouble(one)
    const skip = one.is === 'skipped' ? ` # SKIP ${harmless(one.reason, longest)}` : ''
    const point = `${lines.length === 0 ? '' : 'not '}ok ${at + 1} - ${one.server}${skip}`
    return [point, ...lines.map(line => `# ${line}`)]
  })
  return ['TAP version 14', `1..${compared.length}`, ...points, ''].join('\n')
}

/** JUnit's XML as Jenkins and GitLab read it: one case a server; what we could not look at is an error, what differs a failure. */
const junit: RegressFormat = compared => {
  const count = (...is: readonly Compared['is'][]): number =>
    compared.filter(one => is.includes(one.is)).length
  const head = `tests="${compared.length}" failures="${count('different', 'new', 'gone')}" errors="${count('failed')}" skipped="${count('skipped')}"`
  const cases = compared.map(one => {
    const [classname = '', name = ''] = /^(.*?)\/([^/]+)$/.exec(one.server)?.slice(1) ?? ['', one.server]
    const open = `    <testcase classname="${xml(classname)}" name="${xml(name)}"`
    if (one.is === 'skipped') return `${open}><skipped message="${xml(one.reason)}"/></testcase>`
    const lines = trouble(one)
    if (lines.length === 0) return `${open}/>`
    const kind = one.is === 'failed' ? 'error' : 'failure'
    return `${open}><${kind} message="${xml(lines[0] ?? '')}">${lines.map(xml).join('\n')}</${kind}></testcase>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${head}>`,
    `  <testsuite name="ftps-doctor regress" ${head}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function xml(text: string): string {
  return harmless(text, longest).replace(/[&<>"]/g, character => entities[character] ?? '')
}

/** By the name that `--reporter` takes. */
export const regressFormats: Readonly<Record<string, RegressFormat>> = { tap, junit }
