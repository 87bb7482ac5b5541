import { Type, type Static } from '@sinclair/typebox'
import { literals } from './literals.js'
import { SecuritySchema } from './matrix.js'

/** Whom the run looked at: resolved once, one address for the whole run. */
export const TargetSchema = Type.Object({
  host: Type.String(),
  /** Null when the name does not resolve, or where a proxy looked it up. */
  address: Type.Union([Type.String(), Type.Null()]),
  addresses: Type.Array(Type.String()),
  ports: Type.Object({ explicit: Type.Integer(), implicit: Type.Union([Type.Integer(), Type.Null()]) }),
  /** The name that certificates are checked against and that is sent as SNI. */
  tlsName: Type.String(),
  user: Type.Optional(Type.String()),
  /** The methods that the user asked for by scheme or option; all four when nothing was said. */
  asked: Type.Array(SecuritySchema),
  /** What connected in our place: `socks5://proxy.example:1080`, without whoever logs in there. */
  proxy: Type.Optional(Type.String()),
  resolution: Type.Optional(
    Type.Object({
      status: literals(['resolved', 'literal', 'no-such-name', 'no-answer', 'by-proxy'] as const),
      detail: Type.Optional(Type.String()),
    }),
  ),
})
export type Target = Static<typeof TargetSchema>
