// Lets a script import this repository's TypeScript as it is: `register(new URL('...', import.meta.url))` from node:module.
// Types are dropped, not checked; that is `npm run check:types`.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const compilerOptions = {
  target: 'es2022',
  module: 'esnext',
  verbatimModuleSyntax: true,
  inlineSourceMap: true,
}

export async function resolve(specifier, context, next) {
  const ours = specifier.startsWith('.') && context.parentURL?.endsWith('.ts')
  return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context)
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const source = await readFile(fileURLToPath(url), 'utf8')
  const { outputText } = ts.transpileModule(source, { fileName: url, compilerOptions })
  return { format: 'module', source: outputText, shortCircuit: true }
}
