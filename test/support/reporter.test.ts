import { execFileSync } from 'node:child_process'
import t from 'tap'

const reporter = new URL('reporter.mjs', import.meta.url).href
const pipe = `import Reporter from '${reporter}'; process.stdin.pipe(new Reporter()).pipe(process.stdout)`

/** What the reporter makes of a TAP stream. */
const report = (...lines: readonly string[]): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', pipe], {
    input: ['TAP version 14', ...lines, ''].join('\n'),
    encoding: 'utf8',
  })

const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1)

void t.test('a subtest counts by its points, not once more by the point that closes it', t => {
  const text = report(
    '# Subtest: a.test.ts',
    '    # Subtest: deeper',
    '        ok 1 - one',
    '        not ok 2 - two',
    '          ---',
    '          diff: wanted this',
    '          ...',
    '        1..2',
    '    not ok 1 - deeper',
    '    ok 2 - three',
    '    1..2',
    'not ok 1 - a.test.ts # time=1500ms',
    '1..1',
  )
  t.equal(lastLine(text), '2 passed, 1 failed, 0 skipped')
  t.match(text, /not ok {2}a\.test\.ts > deeper > two\n {4}wanted this/, 'a failure is told with its path')
  t.match(text, /NOT OK {2}a\.test\.ts {2}2 passed, 1 failed 1\.5 s/, 'and there is one line for the file')
  t.end()
})

void t.test('a file that throws while it is loaded counts as failed', t => {
  const text = report('# Subtest: b.test.ts', '    1..0', 'not ok 1 - b.test.ts', '1..1')
  t.equal(lastLine(text), '0 passed, 1 failed, 0 skipped')
  t.end()
})

void t.test('a skip counts as such and gives its reason', t => {
  const text = report(
    '# Subtest: c.test.ts',
    '    ok 1 - one # SKIP needs root',
    '    1..1',
    'ok 1 - c.test.ts',
    'ok 2 - d.test.ts # SKIP needs vsftpd',
    '1..2',
  )
  t.equal(lastLine(text), '0 passed, 0 failed, 2 skipped')
  t.match(text, /Skipped:\n {2}c\.test\.ts > one: needs root\n {2}d\.test\.ts: needs vsftpd/)
  t.end()
})
