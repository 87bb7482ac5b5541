// What was said on each control connection that a log tells of: the greeting, then commands with their replies, and what
// the client said of trouble in between. Nothing is judged here.
import { parseExtendedPort } from '../protocol/extended-port.js'
import { parseHostPort } from '../protocol/host-port.js'
import type { Entry } from './entry.js'

export interface Said {
  readonly line: number
  readonly text: string
}

export interface LoggedReply extends Said {
  readonly code: number
}

/** A command, its replies and the client's own words until the next one. The first exchange has no command: the greeting. */
export interface Exchange {
  readonly command?: Said
  readonly verb: string
  readonly replies: readonly LoggedReply[]
  readonly errors: readonly Said[]
  readonly notes: readonly Said[]
}

/** Where the server wants the data connection, and what became of it. */
export interface Passive {
  readonly mode: 'PASV' | 'EPSV'
  readonly line: number
  /** Only a 227 names one. */
  readonly address?: string
  readonly port?: number
}

export interface Conversation {
  readonly line: number
  readonly host?: string
  readonly address?: string
  readonly port?: number
  readonly implicit: boolean
  readonly exchanges: readonly Exchange[]
}

interface Draft {
  line: number
  host?: string
  address?: string
  port?: number
  implicit: boolean
  isThroughProxy: boolean
  isOver: boolean
  exchanges: { command?: Said; verb: string; replies: LoggedReply[]; errors: Said[]; notes: Said[] }[]
}

/** The entries of a log by control connection; before the first one stands what was said before anybody was dialled. */
export function conversationsOf(entries: readonly Entry[]): readonly Conversation[] {
  const drafts: Draft[] = []
  let known: Pick<Entry, 'host' | 'port'> = {}
  let implicit = false
  const begin = (line: number): Draft => {
    const draft: Draft = {
      line,
      implicit,
      ...known,
      isThroughProxy: false,
      isOver: false,
      exchanges: [newExchange('')],
    }
    drafts.push(draft)
    return draft
  }
  for (const entry of entries) {
    if (entry.implicit === true) implicit = true
    const current = drafts.at(-1)
    if (entry.kind === 'note' && (entry.host ?? entry.port) !== undefined) known = placeOf(entry)
    const draft = current === undefined || isNew(entry, current) ? begin(entry.line) : current
    add(draft, entry)
  }
  return drafts
}

function newExchange(verb: string, command?: Said): Draft['exchanges'][number] {
  return { verb, ...(command === undefined ? {} : { command }), replies: [], errors: [], notes: [] }
}

function placeOf({ host, address, port }: Entry): Pick<Entry, 'host' | 'address' | 'port'> {
  return {
    ...(host === undefined ? {} : { host }),
    ...(address === undefined ? {} : { address }),
    ...(port === undefined ? {} : { port }),
  }
}

/** A client that names control connections begins anew with each; else the first dial is one, and all others are for data. */
function isNew(entry: Entry, draft: Draft): boolean {
  if (entry.kind === 'dial' || (entry.kind === 'error' && entry.host !== undefined)) return draft.isOver
  if (entry.kind !== 'control' || isForData(entry, draft)) return false
  return draft.exchanges.some(({ replies, errors }) => replies.length + errors.length > 0)
}

/** WinSCP says of data connections what it says of others: they go to the port that was named last. */
function isForData({ port }: Entry, { exchanges }: Draft): boolean {
  if (port === undefined) return false
  const isNamed = ({ code }: LoggedReply): boolean => code === 227 || code === 229
  const named = exchanges.findLast(({ replies }) => replies.some(isNamed))?.replies.findLast(isNamed)
  if (named === undefined) return false
  return (parseHostPort(named.text) ?? parseExtendedPort(named.text))?.port === port
}

function add(draft: Draft, entry: Entry): void {
  const { kind, line, text } = entry
  const last = draft.exchanges.at(-1) ?? newExchange('')
  const isFirst = draft.exchanges.length === 1 && last.replies.length === 0
  if (isFirst && kind !== 'note') place(draft, entry)
  if (entry.ends === true) draft.isOver = true
  if (isFirst && kind === 'note' && beginsTls.test(text)) draft.implicit = true
  if (kind === 'command') {
    const verb = /^\S+/.exec(text.trim())?.[0].toUpperCase() ?? ''
    if (verb !== 'QUIT') draft.isOver = false
    draft.exchanges.push(newExchange(verb, { line, text }))
  } else if (kind === 'reply') addReply(last, line, text)
  else if (kind === 'error') last.errors.push({ line, text })
  else last.notes.push({ line, text })
}

/** Behind a proxy the server's place is the one that the proxy was asked for; its address may be known to the proxy only. */
function place(draft: Draft, entry: Entry): void {
  if (draft.isThroughProxy && entry.throughProxy !== true) return
  if (entry.throughProxy === true) {
    draft.isThroughProxy = true
    delete draft.address
  }
  Object.assign(draft, placeOf(entry))
}

/** Said before any greeting it means implicit TLS: curl, FileZilla. */
const beginsTls = /client hello|initiali[sz]ing TLS/i

/** Of a reply of several lines the last one counts (RFC 959 §4.2); one without a code is in the middle of one. */
function addReply(exchange: Draft['exchanges'][number], line: number, text: string): void {
  const [, code, mark, words = ''] = /^([1-6]\d\d)([ -]|$)(.*)$/.exec(text) ?? []
  if (code !== undefined && mark !== '-')
    exchange.replies.push({ line, code: Number(code), text: words.trim() })
  else if (exchange.replies.length === 0 && code === undefined) exchange.notes.push({ line, text })
}

export function finalReply({ replies }: Exchange): LoggedReply | undefined {
  return replies.find(({ code }) => code >= 200)
}

/** Data commands and what they need. */
export const transferVerbs: readonly string[] = ['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'APPE', 'STOU']

type Level = 'C' | 'S' | 'E' | 'P' | 'default'

/** What is in force at an exchange. */
export interface Standing {
  /** What the last PROT before it that was taken says. */
  readonly level: Level
  /** The passive set-up up to it, unless an active one came later. */
  readonly setUp?: Passive | 'active'
}

/** Of each exchange, in one pass: a log may have any number of them. */
export function standingsOf({ exchanges }: Pick<Conversation, 'exchanges'>): readonly Standing[] {
  let level: Level = 'default'
  let setUp: Passive | 'active' | undefined
  return exchanges.map(exchange => {
    setUp = setUpOf(exchange) ?? setUp
    const standing = { level, ...(setUp === undefined ? {} : { setUp }) }
    level = takenLevel(exchange) ?? level
    return standing
  })
}

function takenLevel(exchange: Exchange): Level | undefined {
  if (exchange.verb !== 'PROT' || finalReply(exchange)?.code !== 200) return undefined
  return /^\s*PROT\s+([CSEP])\b/i.exec(exchange.command?.text ?? '')?.[1]?.toUpperCase() as Level | undefined
}

function setUpOf({ verb, replies }: Exchange): Passive | 'active' | undefined {
  const reply = replies.find(({ code }) => code === 227 || code === 229)
  if (reply?.code === 227) {
    const place = parseHostPort(reply.text)
    const named = place === undefined ? {} : { address: place.host, port: place.port }
    return { mode: 'PASV', line: reply.line, ...named }
  }
  if (reply?.code === 229) {
    const port = parseExtendedPort(reply.text)?.port
    return { mode: 'EPSV', line: reply.line, ...(port === undefined ? {} : { port }) }
  }
  return verb === 'PORT' || verb === 'EPRT' ? 'active' : undefined
}
