import t from 'tap'
import { fixes } from '../../reports/text/remedies.js'
import { findings } from '../../src/findings/index.js'
import type { Found, Remedy } from '../../src/model/finding.js'

const foundWith = (id: string, remedies: readonly Remedy[]): Found => ({
  id,
  severity: 'error',
  certainty: 'certain',
  owner: [],
  rank: 1,
  phase: 'connect',
  consequenceOf: null,
  title: '',
  summary: '',
  cells: [],
  symptoms: [],
  evidence: [],
  remedies: [...remedies],
  references: [],
})

t.test(
  'where no product is recognised every fix is words first, then the command that shows the lines',
  t => {
    const ofProducts = ({ side, product }: Remedy): boolean => side === 'server' && product !== 'any'
    const concerned = findings.filter(({ remedies }) => remedies.some(ofProducts))
    t.ok(concerned.length > 20)
    for (const { id, remedies } of concerned) {
      const texts = fixes(foundWith(id, remedies), undefined).map(({ text }) =>
        text.replaceAll('\u00a0', ' '),
      )
      t.ok(texts.length >= 2, `${id} says what to do: ${texts.join(' | ')}`)
      t.notMatch(texts[0], /^the lines for/, id)
      t.match(texts.at(-1), new RegExp(`^the lines for .*: ftps-doctor explain ${id}$`))
    }
    t.end()
  },
)

t.test('what all products are to do is said once, and that it lowers security', t => {
  const remedy = (product: string, text: string, lowersSecurity = true): Remedy => ({
    side: 'server',
    product,
    text,
    config: 'x=1',
    evidence: 'documents',
    lowersSecurity,
  })
  const words = (...remedies: readonly Remedy[]): string | undefined =>
    fixes(foundWith('some-id', remedies), undefined)[0]?.text
  t.equal(words(remedy('vsftpd', 'Open it'), remedy('ProFTPD', 'Open it')), 'Open it (lowers security).')
  t.equal(words(remedy('vsftpd', 'Open it'), remedy('ProFTPD', 'Open it', false)), 'Open it.')
  t.match(
    words(remedy('vsftpd', 'Open it'), remedy('ProFTPD', 'Shut it')),
    /^the lines for vsftpd, ProFTPD: /,
  )
  t.end()
})

t.test('a product without lines of its own is told from those that have some', t => {
  const remedies = findings.find(({ id }) => id === 'passive-address-private')?.remedies ?? []
  const all = fixes(foundWith('passive-address-private', remedies), 'Serv-U')
  t.match(all.at(-1)?.text, /^this looks like Serv-U; the lines for vsftpd, ProFTPD/)
  t.end()
})
