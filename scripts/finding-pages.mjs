// One page a finding, from the data in its file: what it is, what clients print, what to change.
import { pretty } from './indexes.mjs'

const generated = '<!-- Made by `npm run generate` from src/findings; not to be edited. -->'

function section(title, lines) {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines]
}

function remedyLines({ side, product, text, config, file, apply, evidence, lowersSecurity }) {
  const where = [file && `in \`${file}\``, apply && `then \`${apply}\``].filter(Boolean).join(', ')
  const lowers = lowersSecurity ? ' **Lowers security.**' : ''
  return [
    `- **${product}** (${side}; ${evidence}): ${text.replace(/\.$/, '')}${where ? ` (${where})` : ''}.${lowers}`,
    ...(config ? ['', '  ```', ...config.split('\n').map(line => `  ${line}`), '  ```', ''] : []),
  ]
}

/** Where a diagnosis begins with it. */
function shownBy({ id }, servers) {
  return servers
    .filter(({ expected = { findings: {} } }) => Object.keys(expected.findings)[0] === id)
    .map(server => `- [${server.id}](../servers/${server.id}.md): ${server.summary}`)
}

function page(finding, servers) {
  const { id, title, why, proof, severity, owner, phase, symptoms, explains, remedies, references } = finding
  return [
    generated,
    '',
    `# ${id}`,
    '',
    `${title}.`,
    '',
    why,
    '',
    `Severity ${severity}; who can change it: ${owner.join(', ')}; where it shows: \`${phase}\`.`,
    ...section(
      'What clients print',
      symptoms.map(({ client, text }) => `- ${client}: \`${text.replaceAll('`', "'")}\``),
    ),
    ...section('The proof', [proof]),
    ...section('What to change', remedies.flatMap(remedyLines)),
    ...section(
      'Explains',
      explains.map(other => `- [${other}](${other}.md)`),
    ),
    ...section('Bundled servers that show it', shownBy(finding, servers)),
    ...section(
      'References',
      references.map(reference => `- ${reference}`),
    ),
    '',
  ].join('\n')
}

/** Path to text of every page, and of their list. */
export async function findingPages(findings, servers) {
  const pages = new Map(findings.map(finding => [`docs/findings/${finding.id}.md`, page(finding, servers)]))
  const rows = findings.map(({ id, title, severity }) => `| [${id}](${id}.md) | ${severity} | ${title} |`)
  const list = ['| id | severity | |', '| --- | --- | --- |', ...rows].join('\n')
  pages.set('docs/findings/README.md', `${generated}\n\n# What can be found\n\n${list}\n`)
  for (const [path, text] of pages) pages.set(path, await pretty(path, text))
  return pages
}
