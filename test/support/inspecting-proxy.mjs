// node inspecting-proxy.mjs <server> close|swallow: passes FTP on from port 2121 to port 21 of the server, until a client
// begins to encrypt. Ends when its standard input does.
import { connect, createServer } from 'node:net'

const [server, how] = process.argv.slice(2)
const isHello = bytes => bytes[0] === 0x16

const proxy = createServer(client => {
  const onward = connect(21, server)
  for (const [from, to] of [
    [onward, client],
    [client, onward],
  ]) {
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroy())
  }
  onward.on('data', bytes => client.write(bytes))
  let isSwallowing = false
  client.on('data', bytes => {
    isSwallowing ||= isHello(bytes)
    if (!isSwallowing) onward.write(bytes)
    else if (how === 'close') client.end()
  })
})
proxy.listen(2121, '0.0.0.0', () => console.log('ready'))
process.stdin.resume().on('end', () => process.exit())
