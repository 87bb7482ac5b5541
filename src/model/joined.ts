import { Type, type Static } from '@sinclair/typebox'
import { certainties } from './finding.js'
import { literals } from './literals.js'

/** Where a look was made from, as far as its own addresses tell; a tunnel or a VPN looks like what it ends in. */
const positions = ['server', 'inside', 'outside', 'unknown'] as const
export type Position = (typeof positions)[number]

/**
 * Whose it is by comparing places: the server itself; the server's network (or the part of the way that the places share);
 * something between the places and not the server; the place's own network, or a rule made for it; not to be told.
 */
const sides = ['server', 'server-side', 'between', 'place', 'unknown'] as const
export type Side = (typeof sides)[number]

const certainty = literals(certainties)

const JoinedPlaceSchema = Type.Object({
  place: Type.String(),
  stands: literals(positions),
  /** Our own address there; null where nothing was connected. */
  from: Type.Union([Type.String(), Type.Null()]),
  to: Type.Union([Type.String(), Type.Null()]),
  started: Type.String(),
  verdict: literals(['healthy', 'impaired', 'broken', 'inconclusive'] as const),
  cause: Type.Union([Type.String(), Type.Null()]),
  title: Type.Optional(Type.String()),
})
/** One place and what its look alone comes to. */
export type JoinedPlace = Static<typeof JoinedPlaceSchema>

const ConclusionSchema = Type.Object({
  /** The finding. */
  id: Type.String(),
  /** Places that found it, and places where the contrary was seen. */
  at: Type.Array(Type.String()),
  notAt: Type.Array(Type.String()),
  side: literals(sides),
  certainty,
  /** Who can change it, in words. */
  who: Type.String(),
  sentence: Type.String(),
  wouldProve: Type.Optional(Type.String()),
})
/** What the places together say of one finding. */
export type Conclusion = Static<typeof ConclusionSchema>

/** What looks from several places at one server come to. */
export const JoinedSchema = Type.Object({
  places: Type.Array(JoinedPlaceSchema),
  conclusions: Type.Array(ConclusionSchema),
  remarks: Type.Array(Type.String()),
})
export type Joined = Static<typeof JoinedSchema>
