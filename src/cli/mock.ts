import type { Command } from 'commander'
import { UsageError } from '../run/usage-error.js'
import { addMockList } from './mock-list.js'
import { addMockRelay } from './mock-relay.js'
import { addMockServe } from './mock-serve.js'

/** `mock list`, `mock serve` and `mock relay`: servers and networks that misbehave on purpose, for tests of somebody's client. */
export function addMock(program: Command): void {
  const mock = program
    .command('mock')
    .summary('servers that misbehave, to test your client with')
    .description(
      'Lists and starts the bundled servers, each of which misbehaves in one way, and puts a misbehaving network in front of any other one; on this machine only.',
    )
  addMockList(mock)
  addMockServe(mock)
  addMockRelay(mock)
  mock.allowExcessArguments().action(() => {
    throw new UsageError('mock wants list, or serve <id>, or relay <host:port>; see ftps-doctor mock --help')
  })
}
