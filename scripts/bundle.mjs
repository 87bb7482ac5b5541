// What people start, in a few files instead of seven hundred: most of the time of a short check went by in opening them.
import { build } from 'esbuild'
import { readFile, rm } from 'node:fs/promises'
import { dirname, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** In a chunk each module still finds what stands beside it: it is told where the compiler put it. */
const standsWhereItWas = {
  name: 'stands-where-it-was',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const own = relative(root, path).replace(/\.ts$/, '.js').split(sep).join('/')
      const here = `new URL(${JSON.stringify(`../${own}`)}, import.meta.url).href`
      return { contents: text.replaceAll('import.meta.url', here), loader: 'ts', resolveDir: dirname(path) }
    })
  },
}

// Their names change with what is in them.
await rm(fileURLToPath(new URL('../dist/chunks', import.meta.url)), { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts', 'src/run/library.ts', 'src/run/regress/thread.ts'],
  outbase: '.',
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Typebox alone is two hundred files; the others stay packages of their own.
  external: [
    'ajv',
    'cli-table3',
    'commander',
    'fastest-levenshtein',
    'ftp-srv',
    'ipaddr.js',
    'selfsigned',
    'socks',
  ],
  plugins: [standsWhereItWas],
  logLevel: 'warning',
})
