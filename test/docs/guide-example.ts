/** The code blocks of a guide that bear a file name, and what runs them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, findProgram, findPytest, type Need } from '../support/needs.js'

const guide = readFileSync(join(checkout, 'docs/test-your-ftp-client.md'), 'utf8')

/** What each block holds, by the file name behind its language. */
export const blocks: ReadonlyMap<string, string> = new Map(
  [...guide.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text]),
)

/** The lines of a shell that put the package into a reader's folder and use it there. */
export const steps: readonly string[] =
  [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .map(([, text = '']) => text.trimEnd().split('\n'))
    .find(lines => lines.some(line => line.startsWith('npm install'))) ?? []

/** One language: which files of the guide it takes, and how its test is run. */
export interface Example {
  readonly language: string
  readonly needs: readonly Need[]
  readonly files: readonly string[]
  /** The file with the test of six lines, and how those begin. */
  readonly test: string
  readonly begins: RegExp
  readonly more?: Readonly<Record<string, string>>
  readonly command: () => readonly [string, ...string[]]
}

export const examples: readonly Example[] = [
  {
    language: 'Python',
    needs: ['pytest'],
    files: ['conftest.py', 'upload.py', 'test_upload.py'],
    test: 'test_upload.py',
    begins: /^def test_/,
    command: () => [
      findPytest() ?? 'python3',
      '-m',
      'pytest',
      '-q',
      '-p',
      'no:cacheprovider',
      'test_upload.py',
    ],
  },
  {
    language: 'Go',
    needs: ['go'],
    files: ['login.go', 'server_test.go', 'login_test.go'],
    test: 'login_test.go',
    begins: /^func Test/,
    more: { 'go.mod': 'module login\n\ngo 1.19\n' },
    command: () => [findProgram('go') ?? 'go', 'test', '-count=1', '.'],
  },
  {
    language: 'Node',
    needs: [],
    files: ['upload.js', 'upload.test.js'],
    test: 'upload.test.js',
    begins: /^test\(/,
    command: () => [process.execPath, 'upload.test.js'],
  },
]

/** Writes the files of an example, for another server if one is named. */
export function write(folder: string, { files, more = {} }: Example, server?: string): void {
  mkdirSync(folder, { recursive: true })
  const texts = files.map(name => [name, blocks.get(name) ?? ''] as const)
  for (const [name, text] of [...texts, ...Object.entries(more)])
    writeFileSync(
      join(folder, name),
      server === undefined ? text : text.replaceAll('tls/certificate-self-signed', server),
    )
}
