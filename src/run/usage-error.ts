/** Something in the input cannot be used: its message is the one sentence that a person reads, without the program's name. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
