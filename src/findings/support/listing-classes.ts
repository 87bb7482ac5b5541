import type { Owner, Remedy } from '../../model/finding.js'
import type { Reply } from '../../model/reply.js'
import { anyServerRemedy, clientRemedy } from './remedies.js'

/** What a refused listing most likely means, where code or words speak of no permission. */
export interface ListingClass {
  readonly sentence: string
  readonly owner: readonly Owner[]
  readonly remedies: readonly Remedy[]
}

interface Worded extends ListingClass {
  readonly isSaid: (words: string, code: number | null) => boolean
}

const noRoom: Worded = {
  isSaid: (words, code) =>
    code === 452 ||
    code === 552 ||
    /\b(?:disk|device|volume|file ?system|storage|drive)\b.{0,20}\b(?:full|exhausted|exceeded|allocation)\b|\b(?:insufficient|not enough|no|out of) (?:\w+ )?(?:space|storage)\b|\bquota\b/i.test(
      words,
    ),
  sentence:
    'It speaks of room: most likely the disk of the server is full or the quota of the account used up.',
  owner: ['server-configuration', 'client'],
  remedies: [
    clientRemedy(
      'any',
      'Delete what nobody needs, if the account may: DELE often works where nothing else does.',
    ),
    anyServerRemedy(
      'Make room on the disk, also where the server keeps its temporary files, or raise the quota.',
    ),
    anyServerRemedy('Linux: look at both', { config: 'df -h\nquota -u USER' }),
  ],
}

const notThere: Worded = {
  isSaid: words =>
    !/\b(?:access|permission|permitted|denied)\b/i.test(words) &&
    /\bno such (?:file|directory|folder|path)\b|\b(?:file|folder|directory|path)\b.{0,40}(?:\b(?:not found|not exist|missing)|n't exist)|\b(?:cannot|can't|could not|couldn't|unable to) (?:find|locate)\b|\bnot a directory\b/i.test(
      words,
    ),
  sentence:
    'It says that the folder is not there: most likely it is missing on the disk, or has another name.',
  owner: ['server-configuration', 'client'],
  remedies: [
    clientRemedy('ftps-doctor', 'Look at a folder that is there', { config: '--path DIRECTORY' }),
    anyServerRemedy('Make the folder in which the account begins, or mount again what was mounted there.'),
  ],
}

const faultInside: Worded = {
  isSaid: (words, code) =>
    code === 451 && !/\b(?:access|permission|permitted|denied|allowed|forbidden)\b/i.test(words),
  sentence: '451 is a fault inside the server (RFC 959 §4.2.2), which need not be a permission.',
  owner: ['server-configuration', 'server-software'],
  remedies: [
    anyServerRemedy("Look for this listing in the server's log: it has the error of the system behind it."),
  ],
}

const classes: readonly Worded[] = [noRoom, notThere, faultInside]

/** Undefined where it is a permission, or nothing tells. */
export function listingClassOf({ code, text, lines }: Reply): ListingClass | undefined {
  const words = [text, ...lines].join(' ')
  return classes.find(({ isSaid }) => isSaid(words, code))
}
