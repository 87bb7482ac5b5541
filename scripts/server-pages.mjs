// One page a bundled server, from its entry in the library and from what a check of it is expected to show.
import { pretty } from './indexes.mjs'

const generated =
  '<!-- Made by `npm run generate` from fixtures/servers and fixtures/expected; not to be edited. -->'
/** Without faults and without a policy of its own every scripted server is this one. */
const plain = 'matrix/compliant'

const sources = {
  measured: 'Measured on the original.',
  documents: 'From documents: nobody here measured an original.',
  'made-up': 'Made up: no product is known to do so.',
}

const pathOf = id => `docs/servers/${id}.md`

function section(title, lines) {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines]
}

const linkTo = id => `[${id}](../${id}.md)`
const linkToFinding = id => `[${id}](../../findings/${id}.md)`

function table(head, rows) {
  return rows.length === 0
    ? []
    : [
        `| ${head.join(' | ')} |`,
        `|${' --- |'.repeat(head.length)}`,
        ...rows.map(row => `| ${row.join(' | ')} |`),
      ]
}

/** `error, certain, follows from login-refused`, with a link to what it follows from. */
function howSure(told) {
  return told.replace(/(follows from )([a-z0-9-]+)$/, (_, words, id) => `${words}${linkToFinding(id)}`)
}

function madeOf({ policy, faults, wire }) {
  const parts = { policy, faults, wire }
  if (Object.values(parts).every(part => part === undefined)) return []
  return ['```json', JSON.stringify(parts, null, 2), '```']
}

function started(id, platforms) {
  return [
    'From a shell, in an installation or a clone:',
    '',
    '```sh',
    `npx ftps-doctor mock serve ${id}`,
    '```',
    '',
    'From a test:',
    '',
    '```ts',
    "import { startServer } from 'ftps-doctor'",
    '',
    `await using server = await startServer('${id}')`,
    '```',
    ...(platforms === undefined ? [] : ['', `It can be shown on ${platforms.join(', ')} only.`]),
  ]
}

function relatives(server, servers) {
  const sameSeed = servers.filter(({ id, seed }) => id !== server.id && seed !== null && seed === server.seed)
  const isScripted = server.id !== plain && !('start' in server)
  const kept = server.policy === undefined ? '' : ', set up in the same way'
  return [
    ...(isScripted ? [`- ${linkTo(plain)}: the healthy twin${kept}`] : []),
    ...sameSeed.map(({ id, summary }) => `- ${linkTo(id)}, of the same finding: ${summary}`),
  ]
}

const aboutWays =
  'Method, protection level and data mode, and what came of them: [what the words mean](../../architecture.md#the-table-of-80-ways).'

function page(server, servers) {
  const { id, story, source, platforms, expected } = server
  const { verdict, findings, ways } = expected
  const found = Object.entries(findings).map(([finding, told]) => [linkToFinding(finding), howSure(told)])
  const outcomes = Object.entries(ways).map(([outcome, where]) => [
    where.map(pattern => `\`${pattern}\``).join(', '),
    outcome,
  ])
  return [
    generated,
    '',
    `# ${id}`,
    '',
    story,
    '',
    sources[source],
    ...section('What check says of it', [`Verdict: **${verdict}**.`, '', ...table(['finding', ''], found)]),
    ...section('The ways in', [aboutWays, '', ...table(['ways', 'how they end'], outcomes)]),
    ...section('What it is made of', madeOf(server)),
    ...section('Start it', started(id, platforms)),
    ...section('Beside it', relatives(server, servers)),
    '',
  ].join('\n')
}

function list(servers) {
  const families = new Map()
  for (const server of servers) {
    const family = server.id.split('/', 1)[0]
    families.set(family, [...(families.get(family) ?? []), server])
  }
  const rows = ({ id, seed, summary }) => [
    `[${id}](${id}.md)`,
    seed === null ? '' : `[${seed}](../findings/${seed}.md)`,
    summary,
  ]
  return [
    generated,
    '',
    '# Bundled servers',
    '',
    'Each behaves as its story says, on this machine, on a free port:',
    '[test your FTP client](../test-your-ftp-client.md) with them.',
    ...[...families].flatMap(([family, members]) =>
      section(family, table(['server', 'a diagnosis begins with', ''], members.map(rows))),
    ),
    '',
  ].join('\n')
}

/** Path to text of every page, and of their list. A server that nobody has looked at yet has none. */
export async function serverPages(all) {
  const servers = all.filter(({ expected }) => expected !== undefined)
  const pages = new Map(servers.map(server => [pathOf(server.id), page(server, servers)]))
  pages.set('docs/servers/README.md', list(servers))
  for (const [path, text] of pages) pages.set(path, await pretty(path, text))
  return pages
}
