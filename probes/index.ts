// Made by `npm run generate` from the file names in this folder; not to be edited.
import type { Probe } from '../src/engine/tools.js'
import { probe as addressesProbe } from './addresses.js'
import { probe as afterRefusalProbe } from './after-refusal.js'
import { probe as afterTransferProbe } from './after-transfer.js'
import { probe as authProbe } from './auth.js'
import { probe as certificateProbe } from './certificate.js'
import { probe as clearLoginProbe } from './clear-login.js'
import { probe as earlyHelloProbe } from './early-hello.js'
import { probe as featuresProbe } from './features.js'
import { probe as greetingProbe } from './greeting.js'
import { probe as idleProbe } from './idle.js'
import { probe as loginProbe } from './login.js'
import { probe as matrixProbe } from './matrix.js'
import { probe as orderProbe } from './order.js'
import { probe as passiveAddressProbe } from './passive-address.js'
import { probe as replyTimesProbe } from './reply-times.js'
import { probe as resumptionProbe } from './resumption.js'
import { probe as workProbe } from './work.js'

/** All probes, by file name. The order in which they run follows from what they need. */
export const probes: readonly Probe[] = [
  addressesProbe,
  afterRefusalProbe,
  afterTransferProbe,
  authProbe,
  certificateProbe,
  clearLoginProbe,
  earlyHelloProbe,
  featuresProbe,
  greetingProbe,
  idleProbe,
  loginProbe,
  matrixProbe,
  orderProbe,
  passiveAddressProbe,
  replyTimesProbe,
  resumptionProbe,
  workProbe,
] as readonly Probe[]
