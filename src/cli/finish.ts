/** Ends the process when all that was written has been taken, whatever timers or sockets may be left. */
export async function finish(status: number): Promise<never> {
  await Promise.all([drained(process.stdout), drained(process.stderr)])
  process.exit(status)
}

/** A reader that went away (`| head`) counts as having taken everything. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise(resolve => {
    if (stream.destroyed || stream.errored) resolve()
    else stream.write('', () => resolve())
  })
}

/** Writes to stdout; a reader that went away is no error. */
export function print(text: string): Promise<void> {
  return new Promise(resolve => {
    if (process.stdout.destroyed) resolve()
    else process.stdout.write(text, () => resolve())
  })
}
