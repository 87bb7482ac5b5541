import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { diagnoseFiles } from '../../../src/run/read-saved.js'

t.test('a log of curl that begins with counted bytes is a log, and a cut report is none', async t => {
  const folder = t.testdir({})
  const log = join(folder, 'curl.log')
  await writeFile(
    log,
    '{ [5 bytes data]\n* Connected to h (203.0.113.7) port 21 (#0)\n< 220 Hi\n> USER u\n< 530 No\n* Closing connection 0\n',
  )
  t.match(await diagnoseFiles([log]), { is: 'log', diagnosis: { findings: [{ id: 'login-refused' }] } })
  const cut = join(folder, 'cut.json')
  await writeFile(cut, '{ "schema": [5')
  await t.rejects(diagnoseFiles([cut]), { message: /JSON/ })
})
