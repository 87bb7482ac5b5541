// A client's log as a diagnosis. The log shows what one client met, once: enough to name what is likely, with the line
// that says it, and never enough to be certain.
import { Redactor } from '../engine/redactor.js'
import { findings } from '../findings/index.js'
import { referenceLink } from '../diagnosis/references.js'
import { lastSaid } from '../logs/last-said.js'
import { readLog, type ClientLog } from '../logs/read-log.js'
import { secretsIn } from '../logs/secrets.js'
import { signsOf, type Clue } from '../logs/signs-of.js'
import { transferred, type Transferred } from '../logs/transferred.js'
import { severities, type Finding } from '../model/finding.js'
import { logLimits } from '../model/limits.js'
import { logDiagnosisSchemaId, type LogDiagnosis, type LogFinding } from '../model/log-diagnosis.js'
import { compareSteps, type Step } from '../model/step.js'
import { ErrorTexts } from './error-text.js'
import { tool } from './tool.js'

/** What the log itself says, apart from what is known of findings: all of it goes through the redactor. */
interface FromLog {
  readonly place: Pick<LogDiagnosis['log'], 'host' | 'address' | 'port'>
  readonly last: LogDiagnosis['last']
  readonly done: Transferred | undefined
  readonly clues: readonly Clue[]
}

/** Undefined where no client that is known writes such lines. Passwords that stand in it are cut out of all that is said. */
export function diagnoseLog(text: string): LogDiagnosis | undefined {
  const log = readLog(text)
  if (log === undefined) return undefined
  const signs = signsOf(log)
  const end = transferred(log.conversations)
  const { place, last, done, clues } = withoutSecrets(
    {
      place: placeOf(log),
      last: lastSaid(log.conversations),
      done: end,
      clues: signs.length > 0 || end !== undefined ? signs : byWords(log),
    },
    secretsIn(log.text, commandsOf(log)),
  )
  const check = checkCommand(place, log.conversations.at(-1)?.implicit === true)
  const known = clues.flatMap(clue =>
    findings.filter(({ id }) => id === clue.id).map(finding => ({ clue, finding })),
  )
  const ranked = known.sort(
    (a, b) =>
      Number(a.clue.mended ?? false) - Number(b.clue.mended ?? false) ||
      severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity) ||
      compareSteps(a.finding.phase, b.finding.phase) ||
      a.clue.line - b.clue.line,
  )
  return {
    schema: logDiagnosisSchemaId,
    tool: { name: tool.name, version: tool.version },
    log: { client: log.client, lines: log.lines, connections: log.conversations.length, ...place },
    findings: ranked.map(({ clue, finding }, index) => foundOf(clue, finding, index + 1, check)),
    ...(done === undefined ? {} : { transferred: done }),
    last,
    check,
  }
}

function commandsOf({ entries }: ClientLog): readonly string[] {
  return entries.filter(({ kind }) => kind === 'command').map(({ text }) => text)
}

/** A short password takes the whole text with it in which it stands. */
function withoutSecrets({ place, last, done, clues }: FromLog, secrets: readonly string[]): FromLog {
  const redactor = new Redactor(secrets)
  const host = place.host === undefined ? undefined : redactor.text(place.host)
  return {
    place: host === place.host ? place : withoutHost(place),
    last: {
      ...(last.command === undefined ? {} : { command: redactor.text(last.command) }),
      ...(last.reply === undefined ? {} : { reply: redactor.text(last.reply) }),
    },
    done:
      done === undefined
        ? undefined
        : { command: redactor.text(done.command), reply: redactor.text(done.reply) },
    clues: clues.map(clue => ({
      ...clue,
      quote: redactor.text(clue.quote),
      because: redactor.text(clue.because),
    })),
  }
}

function withoutHost({ address, port }: FromLog['place']): FromLog['place'] {
  return { ...(address === undefined ? {} : { address }), ...(port === undefined ? {} : { port }) }
}

function foundOf(clue: Clue, finding: Finding, rank: number, check: string): LogFinding {
  const { id, severity, owner, phase, title, symptoms, remedies } = finding
  return {
    id,
    // What the client got over did not stop it.
    severity: clue.mended === true && severity === 'error' ? 'warning' : severity,
    certainty: 'likely',
    owner: [...owner],
    rank,
    phase,
    consequenceOf: null,
    title,
    summary: `Line ${clue.line}, ${clue.because}: "${clue.quote}"`,
    wouldProve: check,
    symptoms: [...symptoms],
    remedies: [...remedies],
    references: finding.references.map(referenceLink),
    line: clue.line,
    quote: clue.quote,
    because: clue.because,
    times: clue.times,
  }
}

/** Nothing of this can break before a 234. */
const ofTls: ReadonlySet<Step> = new Set<Step>(['auth', 'handshake', 'verify', 'pbsz', 'prot'])

/** Where the conversation shows nothing, the words of the client's errors may: as explain reads them. */
function byWords(log: ClientLog): readonly Clue[] {
  const texts = new ErrorTexts(findings)
  const isInTls = log.conversations.some(
    ({ implicit, exchanges }) =>
      implicit || exchanges.some(({ replies }) => replies.some(({ code }) => code === 234)),
  )
  const errors = new Map<string, number>()
  for (const { kind, line, text } of log.entries)
    if (kind === 'error' && !errors.has(text)) errors.set(text, line)
  for (const [text, line] of [...errors].slice(0, logLimits.errors)) {
    const [best, ...others] = texts.match(text).filter(({ finding }) => isInTls || !ofTls.has(finding.phase))
    // Words that several findings have tell none of them.
    if (best !== undefined && !others.some(other => other.text === best.text))
      return [{ id: best.finding.id, line, quote: text, because: 'by its words alone', times: 1 }]
  }
  return []
}

/** Of the last conversation that names one. */
function placeOf({ conversations }: ClientLog): FromLog['place'] {
  const last = [...conversations].reverse()
  const host = last.find(one => one.host !== undefined)?.host
  const address = last.find(one => one.address !== undefined)?.address
  const port = last.find(one => one.port !== undefined)?.port
  return {
    ...(host !== undefined && isName(host) ? { host } : {}),
    ...(address !== undefined && isName(address) ? { address } : {}),
    ...(port === undefined ? {} : { port }),
  }
}

/** What stands in a log is anybody's text, and goes into a command line. */
function isName(text: string): boolean {
  return /^[\w.:-]{1,253}$/.test(text) && !text.startsWith('-')
}

function checkCommand({ host, address, port }: FromLog['place'], isImplicit: boolean): string {
  const name = host ?? address ?? '<host>'
  const isUsual = port === undefined || port === (isImplicit ? 990 : 21)
  const bracketed = name.includes(':') ? `[${name}]` : name
  const place = isUsual ? bracketed : `${bracketed}:${port}`
  return `ftps-doctor check ${isImplicit ? `ftps://${place}` : place} --user NAME`
}
