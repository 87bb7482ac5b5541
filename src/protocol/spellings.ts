import { plainForms } from './plain-view.js'

/** From this many characters on a word is looked for in encoded form and cut out; a shorter one is everywhere. */
export const longEnough = 4

/** In code points. */
export function lengthOf(word: string): number {
  return Array.from(word).length
}

/** Every spelling of a word that is looked for, folded: encodings, normal forms, and each as a sanitiser would leave it. */
export function spellingsOf(word: string): string[] {
  const readable = [
    word,
    word.toUpperCase(),
    word.toLowerCase(),
    word.normalize('NFC'),
    word.normalize('NFD'),
  ]
  readable.push(...readable.map(each => each.replaceAll(' ', '+')))
  const asBytes = readable.map(each => Buffer.from(each, 'utf8').toString('latin1'))
  const plain = [...readable, ...asBytes].flatMap(each => [
    each,
    ...plainForms(each).filter(form => form.length >= longEnough),
  ])
  const encoded = encodingsOf(word)
    .flatMap(bytes => [bytes.toString('hex'), ...base64Of(bytes)])
    .filter(each => each.length >= longEnough)
  return [...new Set([...plain, ...encoded].map(foldCase).filter(each => each !== ''))]
}

/** The same text in one letter case, unit for unit: its length never changes. */
export function foldCase(text: string): string {
  const folded = text.toUpperCase().toLowerCase().replaceAll('ς', 'σ')
  if (folded.length === text.length) return folded
  return Array.from(text, foldCharacter).join('')
}

function foldCharacter(character: string): string {
  const folded = character.toUpperCase().toLowerCase().replaceAll('ς', 'σ')
  return folded.length === character.length ? folded : character
}

function encodingsOf(word: string): Buffer[] {
  const isLatin1 = !/[^\0-\xff]/.test(word)
  return [Buffer.from(word, 'utf8'), ...(isLatin1 ? [Buffer.from(word, 'latin1')] : [])]
}

/** Base64 of the bytes alone, and what is always the same of it when 0, 1 or 2 bytes stand before them and others behind. */
function base64Of(bytes: Buffer): string[] {
  const alone = bytes.toString('base64').replace(/=+$/, '')
  const inside = [0, 1, 2].map(before => {
    const all = Buffer.concat([Buffer.alloc(before), bytes])
    const firstWhole = Math.ceil((before * 8) / 6)
    return all.toString('base64').slice(firstWhole, Math.floor((all.length * 8) / 6))
  })
  const long = [alone, ...inside.filter(each => each.length > longEnough)]
  return long.flatMap(each => [each, each.replaceAll('+', '-').replaceAll('/', '_')])
}
