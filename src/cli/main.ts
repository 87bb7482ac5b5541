#!/usr/bin/env node
// Nothing is imported from above, and the syntax is old: an older Node must come as far as its one sentence.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    'ftps-doctor: Node ' + process.versions.node + ' is too old: 20.19 or newer is needed\n',
  )
  process.exitCode = 2
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  // Scripts ask for this often; it needs no command line.
  void import('../run/tool.js').then(({ tool }) => process.stdout.write(tool.version + '\n'))
} else {
  void import('./program.js').then(program => program.run(process.argv))
}
