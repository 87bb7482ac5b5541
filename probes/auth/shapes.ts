import type { Hello } from '../../src/engine/control-connection.js'
import type { HelloLook } from '../auth.js'

/** What each kind of hello offers, made from the usual one. */
export const shapes: Readonly<Record<HelloLook['shape'], (usual: Hello) => Hello>> = {
  usual: hello => hello,
  tls12: hello => ({ ...hello, maxVersion: 'TLSv1.2' }),
  'tls12-no-name': () => ({
    maxVersion: 'TLSv1.2',
    ciphers: 'ECDHE+CHACHA20:ECDHE+AES128:ECDHE+AES256:AES256:AES128',
  }),
}
