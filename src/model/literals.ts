import { Type, type TUnsafe } from '@sinclair/typebox'

/** A closed vocabulary as a schema: `{ enum: [...] }` in JSON Schema, a union of literals in TypeScript. */
export function literals<const Values extends readonly string[]>(values: Values): TUnsafe<Values[number]> {
  return Type.Unsafe<Values[number]>({ type: 'string', enum: [...values] })
}
