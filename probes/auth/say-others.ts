import type { Entered } from '../../src/engine/enter.js'
import type { Tools } from '../../src/engine/tools.js'
import type { Security } from '../../src/model/matrix.js'
import type { Span } from '../../src/model/transcript.js'
import type { HelloLook, RawHello } from '../auth.js'
import { helloLook } from './hello-look.js'
import { sayRaw } from './raw-hello.js'
import { shapes } from './shapes.js'

/** What became of the hellos behind one that was not answered. */
export interface Others {
  readonly hellos: readonly HelloLook[]
  readonly raw: readonly RawHello[]
  /** The connection with which the run goes on: the usual hello was answered after all, or the one of TLS 1.2. */
  readonly open?: Open
  readonly evidence: readonly Span[]
}

type Open = Extract<Entered, { is: 'open' }>

interface Said {
  readonly shape: HelloLook['shape']
  readonly look: HelloLook | undefined
  readonly entered: Entered
}

/**
 * Three shapes at the same time. Where the usual one is answered now, it is said twice more, so that it can be counted; where one of
 * TLS 1.2 alone is answered, the version is told from the size, and the run goes on with it.
 */
export async function sayOthers(tools: Tools, security: Exclude<Security, 'none'>): Promise<Others> {
  const said = await Promise.all(
    (Object.keys(shapes) as HelloLook['shape'][]).map(shape => say(tools, security, shape)),
  )
  const hellos = said.flatMap(({ look }) => look ?? [])
  const opened = (shape: HelloLook['shape']): Open | undefined => {
    const entered = said.find(each => each.shape === shape)?.entered
    return entered?.is === 'open' ? entered : undefined
  }
  const [usual, tls12] = [opened('usual'), opened('tls12')]
  const goOn = usual ?? tls12
  await Promise.all(said.map(async ({ entered }) => entered !== goOn && entered.control?.close()))
  if (usual !== undefined)
    return { hellos: [...hellos, ...(await repeated(tools, security))], raw: [], open: usual, evidence: [] }
  if (tls12 === undefined) return { hellos, raw: [], evidence: [] }
  return goOnWithTls12(tools, security, { hellos, tls12 })
}

async function say(tools: Tools, security: Security, shape: HelloLook['shape']): Promise<Said> {
  const entered = await tools.dial(security, tools.plan.of('auth'), shapes[shape](tools.hello()))
  return { shape, look: helloLook(tools, shape, entered), entered }
}

/** The usual hello twice more, one after the other: as clients come. */
async function repeated(tools: Tools, security: Security): Promise<readonly HelloLook[]> {
  const looks: HelloLook[] = []
  for (const shape of ['usual', 'usual'] as const) {
    const { look, entered } = await say(tools, security, shape)
    await entered.control?.close()
    if (look !== undefined) looks.push(look)
  }
  return looks
}

/** Two hellos of one size, with TLS 1.3 on offer and without; and the usual one once more, which may be answered now and then. */
async function goOnWithTls12(
  tools: Tools,
  security: Exclude<Security, 'none'>,
  { hellos, tls12 }: { readonly hellos: readonly HelloLook[]; readonly tls12: Open },
): Promise<Others> {
  const [again, ...pair] = await Promise.all([
    say(tools, security, 'usual'),
    sayRaw(tools, security, { offers: 'TLSv1.3', size: usualSize }),
    sayRaw(tools, security, { offers: 'TLSv1.2', size: usualSize }),
  ])
  const { entered, look } = again
  const open = entered.is === 'open' ? entered : tls12
  await (open === tls12 ? entered.control : tls12.control)?.close()
  if (open === tls12) tools.notebook.shapes.set(security, shapes.tls12)
  return {
    hellos: [...hellos, ...(look === undefined ? [] : [look])],
    raw: pair.flatMap(one => one?.hello ?? []),
    open,
    evidence: pair.flatMap(one => one?.evidence ?? []),
  }
}

/** As long as OpenSSL 3.0 makes a hello that would be between 256 and 511 bytes (RFC 7685 §1), record header included. */
const usualSize = 517
