/** What a look from one place leaves open, as the end of a clause; where looks from several places are joined, it is settled and taken away. */
export const whoseSide = ", on the server's side or ours"
