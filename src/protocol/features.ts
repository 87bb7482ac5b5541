/**
 * The feature lines of a reply to FEAT (RFC 2389 §3.2) in upper case, without its first and last line. Lines without the
 * leading blank are taken too, and such as repeat the `211-`. A reply of one line has no features.
 */
export function parseFeatures(lines: readonly string[]): string[] {
  const [, ...rest] = lines.slice(lines.findIndex(line => line.trim() !== ''))
  if (/^\d{3}( |$)/.test(rest.at(-1) ?? '')) rest.pop()
  return rest.map(line => line.replace(/^211-/, '').trim().toUpperCase()).filter(line => line !== '')
}

/**
 * The security mechanisms that FEAT offers, in its order: one line each (`AUTH TLS`, `AUTH SSL`: RFC 4217 §6), or all
 * on one (`AUTH TLS;TLS-C;SSL;TLS-P;`, seen on IIS).
 */
export function authMechanisms(features: readonly string[]): string[] {
  const named = features.flatMap(feature => {
    const [verb, ...mechanisms] = feature.toUpperCase().split(/[\s;,]+/)
    return verb === 'AUTH' ? mechanisms.filter(mechanism => mechanism !== '') : []
  })
  return [...new Set(named)]
}
