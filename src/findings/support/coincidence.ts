/**
 * How likely it is, at best, that all of one kind came about and all of another did not although kind has nothing to do
 * with it: that a firewall lets a part of the ports through, say, and chance chose which. Each outcome is one throw.
 */
function coincidence(opened: number, dead: number): number {
  const share = opened / (opened + dead)
  return share ** opened * (1 - share) ** dead
}

/** A difference between two kinds that chance hardly explains: less than once in fifty checks. */
export function isNoCoincidence(opened: number, dead: number): boolean {
  return opened > 0 && dead > 0 && coincidence(opened, dead) < 0.02
}
