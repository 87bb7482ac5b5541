import type { Reference } from '../model/finding.js'

/** `RFC 959 §4.2` with its address in the RFC editor's pages; other references are their own title. */
export function referenceLink(reference: Reference): { readonly title: string; readonly url: string } {
  const match = /^RFC (\d+)(?: §(\S+))?$/.exec(reference)
  if (match === null) return { title: reference.replace(/^https:\/\//, ''), url: reference }
  const [, number = '', section] = match
  const anchor = section === undefined ? '' : `#${anchorOf(section)}`
  return { title: reference, url: `https://www.rfc-editor.org/rfc/rfc${number}${anchor}` }
}

function anchorOf(section: string): string {
  return /^\d/.test(section) ? `section-${section}` : `appendix-${section}`
}
