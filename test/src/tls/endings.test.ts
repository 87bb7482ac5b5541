import { once } from 'node:events'
import type { SecureVersion } from 'node:tls'
import t from 'tap'
import type { Ending } from '../../../src/tls/link.js'
import { close, linked, readAll } from './support/client.js'
import { makePair, say, secure, tlsServer, type Visit } from './support/tls-server.js'

const pair = await makePair('localhost')
const versions = ['TLSv1.2', 'TLSv1.3'] as const satisfies readonly SecureVersion[]

interface Case {
  readonly title: string
  readonly text: string
  /** How the server goes on after it has sent its text. */
  readonly end: (visit: Visit) => void
  readonly want: Ending
}

/** Ends TLS, which sends close_notify. The wire below never sends FIN by itself. */
function closeNotify({ socket }: Visit, then: () => void = () => undefined): void {
  socket.end(() => setImmediate(then))
}

const cases: readonly Case[] = [
  {
    title: 'close_notify and FIN',
    text: 'a listing\r\n',
    end: visit => closeNotify(visit, () => visit.raw.end()),
    want: 'close-notify',
  },
  {
    title: 'close_notify and no FIN',
    text: 'a listing\r\n',
    end: visit => closeNotify(visit),
    want: 'close-notify',
  },
  {
    title: 'close_notify and no data at all',
    text: '',
    end: visit => closeNotify(visit, () => visit.raw.end()),
    want: 'close-notify',
  },
  { title: 'a bare FIN', text: 'a listing\r\n', end: ({ raw }) => void raw.end(), want: 'fin' },
  { title: 'a bare FIN and no data at all', text: '', end: ({ raw }) => void raw.end(), want: 'fin' },
  {
    title: 'a bare FIN behind a data record of two bytes',
    text: 'ok',
    end: ({ raw }) => void raw.end(),
    want: 'fin',
  },
  {
    title: 'a FIN inside the content of a record',
    text: 'a listing\r\n',
    end: ({ raw }) => void raw.end(Buffer.from([23, 3, 3, 1, 0, 1, 2, 3])),
    want: 'fin-in-record',
  },
  {
    title: 'a FIN inside the header of a record',
    text: 'a listing\r\n',
    end: ({ raw }) => void raw.end(Buffer.from([23, 3])),
    want: 'fin-in-record',
  },
]

for (const version of versions) {
  for (const { title, text, end, want } of cases) {
    void t.test(`${version}: ${title} is ${want}`, async t => {
      const server = await tlsServer({ ...pair, maxVersion: version }, async visit => {
        await secure(visit.socket)
        if (text !== '') await say(visit.socket, text)
        end(visit)
      })
      t.teardown(server.close)
      const link = await linked(server.port)
      t.equal(link.facts.version, version)
      t.equal(String(await readAll(link)), text)
      if (title.endsWith('no FIN')) t.equal(link.channel.rawEnd, 'open')
      t.equal(link.ending(), want, 'at the end of the data')
      await close(link)
      t.equal(link.ending(), want, 'after our own close')
      t.ok(link.channel.destroyed && link.channel.raw.destroyed, 'nothing stays open')
    })
  }

  void t.test(`${version}: a RST in the midst is rst`, async t => {
    const server = await tlsServer({ ...pair, maxVersion: version }, async ({ socket, raw }) => {
      await secure(socket)
      await say(socket, 'a listing\r\n')
      await once(socket, 'data')
      raw.resetAndDestroy()
    })
    t.teardown(server.close)
    const link = await linked(server.port)
    await once(link.socket, 'readable')
    t.equal(String(link.socket.read()), 'a listing\r\n')
    t.equal(link.ending(), 'open')
    link.socket.write('go on')
    await readAll(link)
    t.equal(link.ending(), 'rst')
  })

  void t.test(
    `${version}: a RST that comes with the last data is told at the latest by our close`,
    async t => {
      const server = await tlsServer({ ...pair, maxVersion: version }, async ({ socket, raw }) => {
        await secure(socket)
        await say(socket, Buffer.alloc(300_000))
        raw.resetAndDestroy()
      })
      t.teardown(server.close)
      for (let run = 0; run < 8; run += 1) {
        const link = await linked(server.port)
        await readAll(link)
        await close(link)
        t.equal(link.ending(), 'rst')
      }
    },
  )

  void t.test(`${version}: a RST that follows our answer to close_notify changes nothing`, async t => {
    const server = await tlsServer({ ...pair, maxVersion: version }, async visit => {
      await secure(visit.socket)
      await say(visit.socket, 'a listing\r\n')
      closeNotify(visit, () => {
        visit.raw.once('data', () => visit.raw.resetAndDestroy())
      })
    })
    t.teardown(server.close)
    const link = await linked(server.port)
    await readAll(link)
    await close(link)
    t.equal(link.ending(), 'close-notify')
  })

  for (const want of ['close-notify', 'fin'] as const) {
    void t.test(`${version}: a slow reader of 6 MiB loses no byte, and ${want} is still told`, async t => {
      const size = 6 * 2 ** 20
      const server = await tlsServer({ ...pair, maxVersion: version }, async visit => {
        await secure(visit.socket)
        await say(visit.socket, Buffer.alloc(size, 'x'))
        if (want === 'fin') visit.raw.end()
        else closeNotify(visit, () => visit.raw.end())
      })
      t.teardown(server.close)
      const link = await linked(server.port)
      let bytes = 0
      for await (const chunk of link.socket as AsyncIterable<Buffer>) {
        bytes += chunk.length
        for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve))
      }
      t.equal(bytes, size)
      t.equal(link.ending(), want)
    })
  }

  void t.test(`${version}: a reader that starts only after the FIN has come reads everything`, async t => {
    const server = await tlsServer({ ...pair, maxVersion: version }, async visit => {
      await secure(visit.socket)
      await say(visit.socket, Buffer.alloc(40_000, 'x'))
      closeNotify(visit, () => visit.raw.end())
    })
    t.teardown(server.close)
    const link = await linked(server.port)
    if (link.channel.rawEnd === 'open') await once(link.channel.raw, 'end')
    t.equal((await readAll(link)).length, 40_000)
    t.equal(link.ending(), 'close-notify')
    await close(link)
  })

  void t.test(`${version}: our end() sends close_notify and FIN, and waits for the peer's`, async t => {
    const ends: string[] = []
    const server = await tlsServer({ ...pair, maxVersion: version }, async visit => {
      visit.socket.on('end', () => ends.push('close_notify'))
      visit.raw.on('end', () => {
        ends.push('fin')
        closeNotify(visit, () => visit.raw.end('' /* only FIN */))
      })
      await secure(visit.socket)
    })
    t.teardown(server.close)
    const link = await linked(server.port)
    link.socket.write('an upload')
    link.socket.end()
    await readAll(link)
    await close(link)
    t.same(ends, ['close_notify', 'fin'])
    t.equal(String(Buffer.concat(server.heard)), 'an upload')
    t.equal(link.ending(), 'close-notify')
  })
}
