import t from 'tap'
import { authMechanisms, parseFeatures } from '../../../src/protocol/features.js'

const replies: readonly (readonly [story: string, lines: readonly string[], features: readonly string[]])[] =
  [
    ['as RFC 2389 has it', ['211-Features:', ' MDTM', ' auth tls', '211 End'], ['MDTM', 'AUTH TLS']],
    ['no features', ['211 No features'], []],
    ['no leading blanks', ['211-Features:', 'UTF8', 'SIZE', '211 End'], ['UTF8', 'SIZE']],
    ['the code on each line', ['211-Features:', '211-UTF8', '211- SIZE', '211 End'], ['UTF8', 'SIZE']],
    ['a bare code at the end', ['211-Features:', ' UTF8', '', '211'], ['UTF8']],
    ['no end', ['211-Features:', ' UTF8'], ['UTF8']],
    ['empty lines first', ['', '211-Features:', ' UTF8', '211 End'], ['UTF8']],
    ['nothing', [], []],
  ]

void t.test('feature lines are read in upper case without the first and the last line', t => {
  for (const [story, lines, features] of replies) t.same(parseFeatures(lines), features, story)
  t.end()
})

void t.test('the mechanisms of AUTH are read from one line or from several', t => {
  t.same(authMechanisms(['AUTH TLS;TLS-C;SSL;TLS-P;', 'PBSZ']), ['TLS', 'TLS-C', 'SSL', 'TLS-P'])
  t.same(authMechanisms(['AUTH SSL', 'UTF8', 'AUTH TLS', 'AUTH SSL']), ['SSL', 'TLS'])
  t.same(authMechanisms(['AUTH TLS SSL', 'auth gssapi']), ['TLS', 'SSL', 'GSSAPI'])
  t.same(authMechanisms(['AUTHENTICATE', 'AUTH', 'UTF8']), [])
  t.end()
})
