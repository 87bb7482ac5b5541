import t from 'tap'
import { classOf } from '../../probes/passive-address/address-class.js'
import { observe } from './support/observe.js'

const options = { only: ['auth-tls/P/PASV'] }

t.test('what kind of place an address is, seen from a public peer and from a private one', t => {
  const public21 = '198.51.100.21'
  for (const [address, kind] of [
    [public21, 'control-peer'],
    ['10.1.2.3', 'private'],
    ['172.31.0.9', 'private'],
    ['192.168.1.5', 'private'],
    ['100.64.0.1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['169.254.7.7', 'link-local'],
    ['8.8.4.4', 'public'],
    ['203.0.113.9', 'public'],
    ['0.0.0.0', 'unspecified'],
    ['224.0.0.1', 'unusable'],
    ['255.255.255.255', 'unusable'],
    ['240.0.0.1', 'unusable'],
    [null, 'unreadable'],
  ] as const)
    t.equal(classOf(address, public21), kind, String(address))
  t.equal(classOf('10.1.2.3', '10.1.2.3'), 'control-peer')
  t.equal(classOf('10.1.2.3', '::ffff:10.1.2.3'), 'control-peer')
  t.end()
})

t.test('a 227 that names the control peer', async t => {
  const { value, stable } = await observe(t, 'passive-address', { options })
  const [named] = value.addresses
  t.match(value, {
    peer: '127.0.0.1',
    same: true,
    addresses: [{ address: '127.0.0.1', class: 'control-peer' }],
  })
  t.equal(value.addresses.length, 1)
  t.same(named?.atPeer, { tried: named?.times, open: named?.times })
  t.notOk(named !== undefined && 'atNamed' in named)
  t.same(stable, ['control-peer'])
})

t.test('another address is never dialled unasked; the control peer has the port', async t => {
  const { value, stable, server } = await observe(t, 'passive-address', {
    faults: { passiveAddress: '10.255.255.254' },
    options,
  })
  const [named] = value.addresses
  t.match(named, { address: '10.255.255.254', class: 'private' })
  t.same(named?.atPeer, { tried: named?.times, open: named?.times })
  t.notOk(named !== undefined && 'atNamed' in named)
  t.same(stable, ['private'])
  t.ok(server.seen.length > 0)
})

t.test('--dial-advertised: the named address, and the control peer once on a session of its own', async t => {
  const { value, stable } = await observe(t, 'passive-address', {
    // Loopback, where nobody listens: it stays on this machine.
    faults: { passiveAddress: '127.0.0.99' },
    options: { ...options, dialAdvertised: true },
  })
  const [named] = value.addresses
  t.match(named, { address: '127.0.0.99', class: 'loopback', atPeer: { tried: 1, open: 1 } })
  t.same(named?.atNamed, { tried: named?.times, open: 0 })
  t.same(stable, ['loopback'])
})

t.test('--dial-advertised: of a pool that names many, two are compared, each by one login', async t => {
  const pool = [91, 92, 93, 94, 95].map(last => `127.0.0.${last}`)
  const { value } = await observe(t, 'passive-address', {
    faults: { passiveAddress: pool },
    options: { only: ['auth-tls/*/PASV'], dialAdvertised: true },
  })
  const named = value.addresses.map(({ address }) => address)
  t.ok(named.length > 2, named.join(' '))
  t.notOk(value.same)
  const compared = value.addresses.filter(({ atPeer }) => atPeer !== undefined)
  t.same(
    compared.map(({ atPeer }) => atPeer?.tried),
    [1, 1],
  )
})

t.test('PASV refused, or never reached', async t => {
  const refused = await observe(t, 'passive-address', {
    faults: { passiveRefused: '502 No passive here' },
    options,
  })
  t.same(refused.seen, { status: 'untested', reason: 'not-offered' })
  const nowhere = await observe(t, 'passive-address', { faults: { loginRefused: '530 No' }, options })
  t.same(nowhere.seen, { status: 'untested', reason: 'needs-working-cell' })
})

t.test('a password that stands in a foreign address by chance is not kept with it', async t => {
  const { value } = await observe(t, 'passive-address', {
    faults: { passiveAddress: '10.255.255.254' },
    options: { ...options, password: '255.255' },
    started: { password: '255.255' },
  })
  t.notMatch(JSON.stringify(value), '255.255')
  t.match(value.addresses[0], { class: 'private' })
})
