// The tap reporter of this repository: one short line a file, each failure and each skip in words, and as the very last
// line `N passed, N failed, N skipped`. It is a Transform because the runner pipes a reporter onward. Every test point
// counts once; the point that closes a subtest repeats its contents and counts only where they do not say the same: a
// file that throws while it is loaded fails without any point of its own.
import { Transform } from 'node:stream'
import { Parser } from 'tap-parser'

/** What has been counted below one parser: a file or a subtest. */
const nothing = () => ({ passed: 0, failed: 0, skipped: 0 })

export default class Reporter extends Transform {
  #parser = new Parser()
  #total = nothing()
  #failures = []
  #skips = []

  constructor() {
    super()
    this.#follow(this.#parser, undefined)
    this.#parser.on('bailout', reason => this.#fail('bail out', { reason }))
  }

  /** Listens to a parser and to all its children; returns what they will have counted. */
  #follow(parser, parent) {
    const counted = nothing()
    let lastChild = nothing()
    parser.on('child', child => {
      lastChild = this.#follow(child, counted)
    })
    parser.on('extra', text => this.push(text))
    parser.on('assert', point => {
      this.#count(point, counted, point.closingTestPoint ? lastChild : nothing())
      if (!parent) this.#fileLine(point, point.closingTestPoint ? lastChild : nothing())
      lastChild = nothing()
    })
    parser.on('complete', () => {
      for (const key of Object.keys(counted)) if (parent) parent[key] += counted[key]
    })
    return counted
  }

  #count(point, counted, inside) {
    const add = kind => {
      counted[kind] += 1
      this.#total[kind] += 1
    }
    const told = inside.passed + inside.failed + inside.skipped
    if (point.closingTestPoint && (point.ok ? told > 0 : inside.failed > 0)) return
    if (point.skip || point.todo) {
      add('skipped')
      this.#skips.push(`${point.fullname}: ${reasonOf(point)}`)
    } else if (point.ok) {
      add('passed')
    } else {
      add('failed')
      this.#fail(point.fullname, point.diag)
    }
  }

  #fail(name, diag) {
    this.#failures.push(diag?.expired ? `${name} (${diag.expired})` : name)
    this.push(`not ok  ${name}\n${explain(diag)}\n`)
  }

  /** The line that lets a person see that it goes on. */
  #fileLine(point, inside) {
    const seconds = point.time ? ` ${(point.time / 1000).toFixed(1)} s` : ''
    const parts = Object.entries(inside).filter(([, count]) => count > 0)
    const counts = parts.map(([kind, count]) => `${count} ${kind}`).join(', ')
    this.push(`${point.ok ? 'ok     ' : 'NOT OK '} ${point.name}  ${counts}${seconds}\n`)
  }

  _transform(chunk, _encoding, done) {
    this.#parser.write(chunk)
    done()
  }

  _flush(done) {
    this.#parser.end()
    this.push(listed('Skipped', this.#skips) + listed('Failed', this.#failures))
    const { passed, failed, skipped } = this.#total
    this.push(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
    done()
  }
}

const listed = (title, lines) =>
  lines.length > 0 ? `\n${title}:\n${lines.map(line => `  ${line}\n`).join('')}` : ''

function reasonOf({ skip, todo }) {
  const reason = skip || todo
  return typeof reason === 'string' ? reason : todo ? 'to do' : 'no reason given'
}

/** How tap started a file: of no help to whoever reads why it failed. */
const noise = new Set(['source', 'stdio', 'cwd', 'externalID', 'command', 'args', 'jobId', 'compare'])

/** A failure's diagnostics, the parts that help first, indented. */
function explain(diag) {
  if (!diag) return ''
  const { diff, at, stack, found, wanted, ...rest } = diag
  const parts = []
  if (at) parts.push(`at ${at.fileName ?? '?'}:${at.lineNumber ?? '?'}`)
  if (diff) parts.push(diff)
  else if (found !== undefined || wanted !== undefined)
    parts.push(`found ${JSON.stringify(found)}\nwanted ${JSON.stringify(wanted)}`)
  for (const [key, value] of Object.entries(rest).filter(([key]) => !noise.has(key)))
    parts.push(`${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  if (stack) parts.push(stack)
  return `${parts.join('\n').trimEnd().replace(/^/gm, '    ')}\n`
}
