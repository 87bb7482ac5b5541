import t from 'tap'
import { hastyLimits, observe, shortLimits } from './support/observe.js'

t.test('LIST without PROT where that is taken, and nothing else is tried', async t => {
  const { value, stable } = await observe(t, 'work')
  t.same(stable, { command: 'LIST', tries: ['LIST auth-tls/default/PASV works 226'] })
  t.match(value.tries, [{ wire: 'clear', dataConnected: true }])
  t.ok((value.bytes ?? 0) > 100)
  t.same(value.listing, { system: 'unix', escapedNames: 0, isWhole: true })
})

t.test('the form of the listing and the number of escaped names, and no name', async t => {
  const faults = { listingDialect: 'vms', moreFiles: ['Kermit.tar.gz'] } as const
  const { value, stable } = await observe(t, 'work', { faults })
  t.same(value.listing, { system: 'vms', escapedNames: 1, isWhole: true })
  t.match(stable, { listing: 'vms' })
  t.notMatch(JSON.stringify(value), /Kermit/)
  const file = await observe(t, 'work', {
    faults: { listingRefused: '550 No' },
    options: { file: 'readme.txt' },
  })
  t.notOk('listing' in file.value, 'a file is no listing')
})

t.test('with P on the same session where clear data is refused', async t => {
  const { stable, server } = await observe(t, 'work', { started: { policy: { clearData: false } } })
  t.same(stable, {
    command: 'LIST',
    tries: ['LIST auth-tls/default/PASV refused 521', 'LIST auth-tls/P/PASV works 226'],
  })
  t.equal(server.seen.filter(({ kind }) => kind === 'login').length, 1)
})

t.test('another command where LIST is refused; LIST where all are; a file where one is named', async t => {
  const faults = { listingRefused: '550 No' }
  const none = await observe(t, 'work', { faults })
  t.equal(none.value.command, 'LIST')
  t.notOk('bytes' in none.value)
  t.same([...new Set(none.value.tries.map(({ command }) => command))], ['LIST', 'MLSD', 'NLST', 'LIST /'])
  const file = await observe(t, 'work', { faults, options: { file: 'readme.txt' } })
  t.match(file.value, { command: 'RETR readme.txt', bytes: 23 })
  const other = await observe(t, 'work', { faults: { replies: [{ command: 'LIST', reply: '502 No' }] } })
  t.equal(other.value.command, 'MLSD')
})

t.test('the directory that was asked for', async t => {
  const { value } = await observe(t, 'work', { options: { path: 'inbox' } })
  t.match(value, { command: 'LIST inbox', tries: [{ command: 'LIST inbox', status: 'works' }] })
})

t.test('a listing over the bound gives way to a shorter one; where none is, it is cut', async t => {
  const bound = (dataBytes: number): object => ({
    limits: { ...shortLimits, dataBytes, dataBytesWhenCut: 20 },
  })
  const shorter = await observe(t, 'work', { options: bound(60) })
  t.equal(shorter.value.command, 'NLST')
  const cut = await observe(t, 'work', { options: bound(25) })
  t.equal(cut.value.command, 'LIST')
  t.ok((cut.value.bytes ?? 0) > 25)
})

t.test('the first mode that is set up: EPSV where PASV is not, active where neither is', async t => {
  const noPasv = await observe(t, 'work', { faults: { replies: [{ command: 'PASV', reply: '502 No' }] } })
  t.match(noPasv.stable, {
    tries: ['LIST auth-tls/default/PASV refused 502', 'LIST auth-tls/default/EPSV works 226'],
  })
  const active = await observe(t, 'work', { faults: { passiveRefused: '502 No' } })
  t.equal(active.value.tries.at(-1)?.way, 'auth-tls/default/PORT')
  const six = await observe(t, 'work', { started: { host: '::1' } })
  t.equal(six.value.tries[0]?.way, 'auth-tls/default/EPSV', 'IPv6 begins with what knows it')
})

t.test('a session that is out of step since the login is replaced', async t => {
  const { value, server } = await observe(t, 'work', {
    faults: { silentAt: 'feat' },
    options: { limits: hastyLimits },
  })
  t.match(value, { command: 'LIST', tries: [{ status: 'works' }] })
  t.equal(server.seen.filter(({ kind }) => kind === 'login').length, 2)
})
