/** Whose form the lines of a listing have. LIST has no standard (RFC 959 §4.1.3); `facts` is MLSD's (RFC 3659 §7). */
export type ListingSystem = 'unix' | 'dos' | 'vms' | 'mvs' | 'os400' | 'facts'

/** What a listing shows of who wrote it. No name is kept. */
export interface ListingForm {
  /** Absent where the lines have none of these forms. */
  readonly system?: ListingSystem
  /** Names of VMS that show a dot or another character behind a circumflex, as disks of the ODS-5 format have them. */
  readonly escapedNames: number
  /** It ended within what was read. */
  readonly isWhole: boolean
}

/** By their first lines, as the servers of these systems write them (FileZilla's and gFTP's parsers have samples of all). */
const forms: readonly (readonly [ListingSystem, RegExp])[] = [
  ['unix', /^[-bcdlps][-rwxsStTl]{9}/],
  ['facts', /^ ?[A-Za-z.]+=[^;]*;/],
  ['dos', /^\d\d-\d\d-(?:\d\d){1,2} +\d\d:\d\d(?:[AP]M)? /],
  ['os400', /^\S+ +\d+ \d\d\D\d\d\D\d\d \d\d\D\d\d\D\d\d \*[A-Z]/],
  ['mvs', /^ ?Volume +Unit /],
  ['vms', /^[^\s;]+;\d+(?:\s|$)/],
]

/** `head` is what came first of so many bytes in all. */
export function readListing(head: Buffer, bytes: number): ListingForm {
  const isWhole = head.length >= bytes
  const lines = head.toString('latin1').split(/\r?\n/)
  // The last one may be half a line.
  const whole = isWhole ? lines : lines.slice(0, -1)
  const [system] = forms.find(([, form]) => whole.some(line => form.test(line))) ?? []
  const escapedNames =
    system === 'vms' ? whole.filter(line => /^[^\s;]*\^[^\s;][^\s;]*;\d/.test(line)).length : 0
  return { ...(system === undefined ? {} : { system }), escapedNames, isWhole }
}
