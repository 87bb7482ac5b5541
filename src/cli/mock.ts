import type { Command } from 'commander'
import { UsageError } from '../run/usage-error.js'
import { addMockList } from './mock-list.js'
import { addMockServe } from './mock-serve.js'

/** `mock list` and `mock serve`: servers that misbehave on purpose, for tests of somebody's client. */
export function addMock(program: Command): void {
  const mock = program
    .command('mock')
    .summary('servers that misbehave, to test your client with')
    .description('Lists and starts the bundled servers: each misbehaves in one way, on this machine only.')
  addMockList(mock)
  addMockServe(mock)
  mock.allowExcessArguments().action(() => {
    throw new UsageError('mock wants list, or serve <id>; see ftps-doctor mock --help')
  })
}
