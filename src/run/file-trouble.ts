/** What a person needs to know of a failed look at a file, without Node's error codes. */
export function why(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? ''
  return words[code] ?? (code === '' ? 'it cannot be used' : code)
}

const words: Readonly<Record<string, string | undefined>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many symbolic links',
}
