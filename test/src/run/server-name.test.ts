/** The server name of TLS (RFC 6066 §3), as servers see it: one that sends another certificate, or none, for another name breaks on data. */
import t from 'tap'
import { look } from './support/look.js'

/** OpenSSL's server keeps the name of a session that TLS 1.2 resumes to itself. */
const isTold = ({ version, resumed }: { readonly version: string; readonly resumed: boolean }): boolean =>
  version !== 'TLSv1.2' || !resumed

const namesSeen = async (tlsName?: string) => {
  const only = ['auth-tls/P/*', 'implicit/P/*']
  const { server } = await look(t, {}, { only, ...(tlsName === undefined ? {} : { tlsName }) })
  return (role: 'control' | 'data') => [
    ...new Set(
      server.seen.flatMap(event =>
        event.kind === 'tls' && event.role === role && isTold(event) ? [event.serverName] : [],
      ),
    ),
  ]
}

t.test('data connections name the same server as the control connection', async t => {
  const names = await namesSeen('localhost')
  t.same(names('control'), ['localhost'])
  t.same(names('data'), ['localhost'])
})

t.test('an address is no server name, on neither connection', async t => {
  const names = await namesSeen()
  t.same(names('control'), [undefined])
  t.same(names('data'), [undefined])
})
