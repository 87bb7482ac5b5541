import t from 'tap'
import type { CertificateLook } from '../../probes/certificate.js'
import { format } from '../../reports/formats/text.js'
import { columnsOf } from '../../reports/text/prose.js'
import type { Found } from '../../src/model/finding.js'
import type { Security } from '../../src/model/matrix.js'
import type { Report } from '../../src/model/report.js'
import { golden, savedReport, savedReports } from './golden.js'

for (const name of savedReports)
  t.test(`${name} reads as its golden text`, t => {
    golden(t, `${name}.txt`, format.show(savedReport(name)))
    t.end()
  })

t.test('no line is wider than it may be, down to 50 columns', t => {
  for (const name of savedReports)
    for (const width of [50, 64, 80, 140])
      for (const line of format.show(savedReport(name), { width }).split('\n'))
        t.ok(columnsOf(line) <= width || /sha256:|[0-9]$/.test(line), `${width}: ${line}`)
  t.end()
})

t.test('without UTF-8 there is ASCII only, and words say what signs said', t => {
  const text = format.show(savedReport('passive-ports-filtered'), { unicode: false })
  t.match(text, /^[\n\x20-\x7e]*$/)
  t.match(text, /no: no answer\s+ok: works, TLS/)
  t.end()
})

t.test('colour adds nothing but codes', t => {
  for (const name of savedReports) {
    const plain = format.show(savedReport(name))
    const coloured = format.show(savedReport(name), { colour: true })
    t.not(coloured, plain)

    t.equal(coloured.replace(/\x1b\[\d+m/g, '').replace(/ +$/gm, ''), plain.replace(/ +$/gm, ''))
  }
  t.end()
})

t.test('what a server says cannot steer a terminal, wherever it stands', t => {
  const text = format.show(hostile(savedReport('login-refused')))

  t.notMatch(text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/)
  t.end()
})

t.test('the first ten lines of a broken server say why, who, the proof and what to do', t => {
  const [verdict, ...lines] = format.show(savedReport('passive-ports-filtered')).split('\n').slice(0, 10)
  t.match(verdict, /^BROKEN {2}ftp\.partner\.example:21 \(203\.0\.113\.7\) +2026-11-22 15:31:07 UTC$/)
  const labels = lines.map(line => line.slice(0, 8).trim()).filter(label => label !== '')
  t.same(labels, ['why', 'who', 'proof', 'prove', 'tonight'])
  t.end()
})

t.test('a password that was kept back is said, with the pin to compare and use', t => {
  const text = format.show(savedReport('certificate-self-signed'))
  t.match(text, /Your password was NOT sent\./)
  t.match(text, /--user edi --pin \\\n +sha256:5f3a1c9b[0-9a-f]{56}\n/)
  t.end()
})

t.test('where only the name is another one, that name is asked about before any pin', t => {
  const base = savedReport('certificate-self-signed')
  const { certificate } = base.observations
  if (certificate?.status !== 'observed') throw new Error('the saved report has no certificate')
  const value = certificate.value as CertificateLook
  const named = (names: readonly string[], problem: string): string =>
    format.show({
      ...base,
      cause: 'certificate-name-mismatch',
      findings: base.findings.map(finding =>
        finding.id === base.cause ? { ...finding, id: 'certificate-name-mismatch' } : finding,
      ),
      observations: {
        ...base.observations,
        certificate: {
          ...certificate,
          value: { ...value, problem, chain: value.chain.map(one => ({ ...one, names: [...names] })) },
        },
      },
    })
  const text = named(['ip:192.0.2.1', 'dns:ftp.other.example'], 'ERR_TLS_CERT_ALTNAME_INVALID')
  t.match(text, /ask +the server's owner: is ftp\.other\.example a name of this server\?/)
  t.match(text, /--user edi --tls-name \\\n +ftp\.other\.example\n/)
  t.notMatch(text, /^next.*--pin/m)
  t.match(named(['dns:*.other.example'], 'ERR_TLS_CERT_ALTNAME_INVALID'), /--pin/, 'no one name is known')
  t.match(
    named(['dns:ftp.other.example'], 'DEPTH_ZERO_SELF_SIGNED_CERT'),
    /--pin/,
    'nobody vouches for the name',
  )
  t.end()
})

t.test('where the whole report stands is said, or how to have it written', t => {
  const base = savedReport('login-refused')
  const nearest = [{ server: 'login/refused', similarity: 0.9, differences: [] }]
  const [first] = base.findings
  if (first === undefined) throw new Error('the saved report has no finding')
  const findings = ['a', 'b', 'c', 'd', 'e', 'f'].map(id => ({ ...first, id, consequenceOf: null }))
  const report = { ...base, nearest, findings: [...base.findings, ...findings] }
  const unsaved = format.show(report)
  t.match(unsaved, /All of it: --output report\.json\n/)
  const saved = format.show(report, { saved: 'our report.json' })
  t.notMatch(saved, /--output/)
  t.match(saved, /All of it: our report\.json\n/)
  t.match(saved, /show 'our report\.json' nearest/)
  t.match(saved, /and \d more: our report\.json\n/)
  t.end()
})

t.test('a remark names the methods that it is true of, unless it is true of all', t => {
  const base = savedReport('healthy')
  const cells = base.cells.map(cell => ({ ...cell, status: 'works' as const }))
  const [first] = base.findings
  if (first === undefined) throw new Error('the saved report has no finding')
  const noted = (...methods: readonly Security[]): string => {
    const its = cells.filter(({ security }) => methods.includes(security)).map(({ id }) => id)
    const finding = {
      ...first,
      severity: 'info' as const,
      title: 'It is so',
      phase: 'mode' as const,
      cells: its,
    }
    return format.show({ ...base, cells, findings: [finding] })
  }
  t.match(noted('auth-ssl'), /It is so \(AUTH SSL\)\./)
  t.match(noted('implicit', 'auth-ssl'), /It is so \(implicit, AUTH SSL\)\./)
  t.match(noted('implicit', 'auth-tls', 'auth-ssl'), /It is so\. /)
  t.end()
})

t.test('the addresses of the name that were not looked at are named', t => {
  const base = savedReport('healthy')
  const addresses = ['203.0.113.7', '2001:db8::7', '203.0.113.8']
  const text = format.show({ ...base, target: { ...base.target, address: '203.0.113.7', addresses } })
  t.match(
    text,
    /Only 203\.0\.113\.7 was looked at\. \S+ has 2001:db8::7 and\s+1\s+more as well:\s+--address\s+2001:db8::7/,
  )
  t.notMatch(format.show(base), /was looked at/)
  t.end()
})

t.test('FileZilla asks for PASV over IPv4: where only EPSV works it is not offered', t => {
  const only = (mode: string, beside: Partial<Found> = {}): string => {
    const report = savedReport('passive-ports-filtered')
    const findings = report.findings.flatMap(found =>
      found.id === report.cause ? [found, { ...found, ...beside }] : [found],
    )
    return format.show({
      ...report,
      findings,
      cells: report.cells.map(cell =>
        cell.security === 'auth-tls' && cell.protection === 'P' && cell.mode === mode
          ? { ...cell, status: 'works' }
          : cell.status === 'works'
            ? { ...cell, status: 'fails', step: 'data-connect', failure: 'timeout' }
            : cell,
      ),
    })
  }
  t.match(only('PASV'), /FileZilla: Require explicit TLS; Transfer Settings, Passive/)
  t.notMatch(only('EPSV'), /FileZilla/)
  t.notMatch(only('PASV'), /skip-pasv-ip/)
  const misled = { id: 'passive-address-wrong', consequenceOf: 'passive-ports-filtered' }
  t.notMatch(only('PASV', misled), /FileZilla/, 'nor where PASV names an address that it would dial')
  t.match(only('PASV', misled), /--disable-epsv --ftp-skip-pasv-ip/)
  t.match(only('PORT', misled), /FileZilla: .* Active/)
  t.match(only('EPSV'), /tonight curl --ssl-reqd/)
  t.end()
})

t.test('a command to use tonight trusts whom this check trusted, and says what curl cannot', t => {
  const report = savedReport('passive-ports-filtered')
  const { run, observations } = report
  t.notMatch(format.show(report), /--cacert|curl refuses/)
  const own = format.show({ ...report, run: { ...run, ca: 'our ca.pem' } })
  t.match(own, /tonight lftp -e "set ssl:ca-file our\\ ca\.pem; /)
  t.match(own, /^ +curl --ssl-reqd --cacert 'our ca\.pem' -P - -u edi/m)
  t.notMatch(own, /curl refuses/)
  const address = '192.0.2.9'
  const given = { ...report.target, address, resolution: { status: 'literal' as const } }
  const elsewhere = format.show({ ...report, target: given }).replaceAll(/[\s\\]+/g, ' ')
  t.match(elsewhere, /curl --ssl-reqd --resolve ftp\.partner\.example:21:192\.0\.2\.9 -P - -u edi ftp:/)
  t.notMatch(elsewhere, /tonight lftp/, 'it has no setting for a given address')
  const { certificate } = observations
  if (certificate?.status !== 'observed') throw new Error('no certificate')
  const shownWith = (look: Partial<CertificateLook>): string => {
    const value = {
      ...(certificate.value as CertificateLook),
      problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      ...look,
    }
    const shown = { ...report, observations: { ...observations, certificate: { ...certificate, value } } }
    return format.show(shown).replaceAll(/[\s\\]+/g, ' ')
  }
  t.match(
    shownWith({ pinned: true }),
    /tonight with curl 8.*: curl --ssl-reqd .* curl refuses this certificate: save it, add --cacert server\.pem FileZilla: /,
    'an older report has no key to pin',
  )
  t.match(
    shownWith({ insecure: true }),
    /curl --ssl-reqd -k .* nothing proves who answers \(lowers security\)/,
  )
  t.end()
})

t.test('other findings are told in whole sentences, and no full stop stands twice', t => {
  const report = savedReport('passive-ports-filtered')
  const long = `It says "550 No.". ${'A sentence of middling length stands here. '.repeat(5)}${'x'.repeat(200)}.`
  const findings = report.findings.map(found => ({ ...found, summary: long, consequenceOf: null }))
  const text = format.show({ ...report, findings }).replaceAll(/\s+/g, ' ')
  t.match(
    text,
    /also warning: It says "550 No\." (?:A sentence of middling length stands here\. ){5}session-/,
  )
  t.notMatch(text, /\."\.|\.\.\. session/)
  t.end()
})

t.test('a place is named once: with how it ended, where one of its connections tells', t => {
  const report = savedReport('login-refused')
  const [connection] = report.transcript.connections
  if (connection === undefined) throw new Error('no connection')
  const at = { n: 1, t: 1, kind: 'send', text: 'AUTH TLS' } as const
  const silent = { ...connection, id: 901, events: [at, { n: 2, t: 9, kind: 'deadline' as const }] }
  const spoken = { ...connection, id: 900, events: [at] }
  const evidence = [spoken, silent].map(({ id }) => ({ connection: id, from: 1, to: 2 }))
  const findings = report.findings.map(found => ({ ...found, evidence, quote: 'x' }))
  const text = format.show({ ...report, findings, transcript: { connections: [spoken, silent] } })
  const proof = text.slice(text.indexOf('proof'), text.indexOf('prove')).replaceAll(/\s+/g, ' ')
  t.match(proof, /^proof x\. \S+ to \S+ TCP 21: no answer \(\S+ UTC\)\. $/)
  t.end()
})

t.test('remedies are for the product that answers, else no product stands before the others', t => {
  const fix = (greeting: string, nearest: readonly string[] = []): string => {
    const like = nearest.map(server => ({ server, similarity: 0.9, differences: [] }))
    const report = { ...savedReport('passive-ports-filtered'), nearest: like }
    const text = JSON.stringify(report).replaceAll(/vsftpd 3\.0\.3|vsFTPd 3\.0\.3/gi, greeting)
    const lines = format.show(JSON.parse(text) as Report).split('\n')
    const from = lines.findIndex(line => line.startsWith('fix'))
    return lines
      .slice(from, from + 4)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
  }
  t.match(fix('vsFTPd 3.0.3'), /fix .*vsftpd: .*pasv_min_port/)
  t.notMatch(fix('a server'), /pasv_min_port|PassivePorts /)
  t.match(fix('a server'), /the lines for ProFTPD, vsftpd, Pure-FTPd/)
  t.match(fix('ProFTPD'), /ProFTPD: .*PassivePorts 50000/)
  t.match(fix('a server', ['product/vsftpd']), /fix vsftpd: .*pasv_min_port/, 'or whose habits it has')
  t.match(fix('ProFTPD', ['product/vsftpd']), /ProFTPD: .*PassivePorts 50000/)
  t.match(fix('a server', ['data/passive-ports-filtered', 'product/vsftpd']), /the lines for ProFTPD, vsftpd/)
  t.match(fix('FileZilla Server 1.8'), /this looks like FileZilla Server; the lines for ProFTPD, vsftpd/)
  t.end()
})

t.test('a section of a configuration file keeps its lines', t => {
  const report = savedReport('passive-ports-filtered')
  const remedies = report.findings.flatMap((found, index) => {
    const config = '<Limit PASV EPSV>\n  AllowAll\n</Limit>'
    const remedy = { side: 'server', product: 'vsftpd', text: 'Take the limit off', config } as const
    const all = [{ ...remedy, evidence: 'documents', lowersSecurity: false }]
    return [{ ...found, remedies: index === 0 ? all : found.remedies }]
  })
  const text = format.show({ ...report, findings: remedies })
  t.match(text, /fix +vsftpd: Take the limit off:\n {8}<Limit PASV EPSV>\n {10}AllowAll\n {8}<\/Limit>\n/)
  t.end()
})

t.test('what it resembles is said in words', t => {
  const like = (...similarities: readonly number[]): string => {
    const nearest = similarities.map((similarity, at) => ({ server: `x/${at}`, similarity, differences: [] }))
    return format.show({ ...savedReport('healthy'), nearest })
  }
  t.match(
    like(0.97, 0.9),
    /^much like x\/0 \(--output report\.json, then ftps-doctor show report\.json nearest\)$/m,
  )
  t.match(like(0.84), /^somewhat like x\/0 /m)
  t.notMatch(like(), / like /)
  t.match(like(1, 1, 0.9), /^much like x\/0 or x\/1 \(/m, 'each of two may be it')
  t.match(
    format.show({
      ...savedReport('healthy'),
      blind: true,
      nearest: [{ server: 'x/0', similarity: 1, differences: [] }],
    }),
    /^much like x\/0, its greeting left aside \(/m,
  )
  t.end()
})

/** Every string of the report with control characters of all kinds around it. */
function hostile(report: Report): Report {
  const evil = '\x1b[2J\x1b]0;x\x07\r\x9b31m\u202e\u200b\ufeff'
  const walk = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string')
      return /^(id|status|security|protection|mode|step|phase|kind|started|cause|severity|owner|certainty|failure|wire)$/.test(
        key,
      )
        ? value
        : evil + value + evil
    if (Array.isArray(value)) return value.map(item => walk(item, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]))
  }
  return walk(report) as Report
}
