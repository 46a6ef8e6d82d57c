// The patterns that a form's author may give a field: regular expressions that a visitor's text is matched with as a whole.
// Read as the set of positions in the expression that a text can have reached, so that the time taken grows with the text
// alone: no expression can make the server stand still.

export type AnswerPattern = { fits(text: string): boolean }

const longestPattern = 200
const longestText = 2000
const mostPositions = 500

/**
 * Reads a pattern; says in `problem` what is wrong with it. Characters, classes, groups, `|`, `* + ? {n,m}` are known; look-
 * around, back references and word boundaries are not. A text of more than 2,000 characters fits no pattern.
 */
export function readPattern(pattern: string): AnswerPattern | { problem: string } {
  if (pattern.length > longestPattern) return { problem: `is longer than ${longestPattern} characters` }
  try {
    new RegExp(pattern, 'u')
  } catch {
    return { problem: 'is no regular expression' }
  }
  const read = new PatternReader(pattern.replace(/^\^/, '').replace(/(?<!\\)((?:\\\\)*)\$$/, '$1'))
  const whole = read.whole()
  if (whole === null) return { problem: read.problem ?? 'is no regular expression' }
  const { atoms } = read
  return { fits: (text) => text.length <= longestText && walk(whole, atoms, text) }
}

// Positions are indexes of `atoms`: where a match may begin and end, which position may follow which.
type Part = { first: number[]; last: number[]; follows: [number, number][]; isEmpty: boolean }

const nothing: Part = { first: [], last: [], follows: [], isEmpty: true }

function then(a: Part, b: Part): Part {
  return {
    first: a.isEmpty ? [...a.first, ...b.first] : a.first,
    last: b.isEmpty ? [...a.last, ...b.last] : b.last,
    follows: [...a.follows, ...b.follows, ...pairs(a.last, b.first)],
    isEmpty: a.isEmpty && b.isEmpty,
  }
}

function either(a: Part, b: Part): Part {
  return {
    first: [...a.first, ...b.first],
    last: [...a.last, ...b.last],
    follows: [...a.follows, ...b.follows],
    isEmpty: a.isEmpty || b.isEmpty,
  }
}

function again(part: Part): Part {
  return { ...part, follows: [...part.follows, ...pairs(part.last, part.first)] }
}

function maybe(part: Part): Part {
  return { ...part, isEmpty: true }
}

function pairs(from: readonly number[], to: readonly number[]): [number, number][] {
  return from.flatMap((a) => to.map((b): [number, number] => [a, b]))
}

function walk(whole: Part, atoms: readonly RegExp[], text: string): boolean {
  const next = new Map<number, Set<number>>()
  for (const [from, to] of whole.follows) next.set(from, (next.get(from) ?? new Set()).add(to))
  const last = new Set(whole.last)
  let open: Iterable<number> = whole.first
  let reached = new Set<number>()
  let isFirst = true
  for (const character of text) {
    reached = new Set([...new Set(open)].filter((position) => atoms[position]?.test(character)))
    if (reached.size === 0) return false
    open = [...reached].flatMap((position) => [...(next.get(position) ?? [])])
    isFirst = false
  }
  return isFirst ? whole.isEmpty : [...reached].some((position) => last.has(position))
}

const classOrEscape =
  /\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|.)|./suy
const count = /\{(\d+)(,(\d*))?\}/y

class PatternReader {
  readonly atoms: RegExp[] = []
  problem: string | null = null
  private at = 0
  private parts = 0

  constructor(private readonly pattern: string) {}

  whole(): Part | null {
    const part = this.choice()
    return this.problem === null && this.at === this.pattern.length ? part : null
  }

  private choice(): Part {
    let part = this.sequence()
    while (this.take('|')) part = either(part, this.sequence())
    return part
  }

  private sequence(): Part {
    let part = nothing
    while (this.at < this.pattern.length && !/[|)]/.test(this.pattern.charAt(this.at)) && this.problem === null)
      part = then(part, this.repeated())
    return part
  }

  private repeated(): Part {
    const start = this.at
    const once = this.one()
    const end = this.at
    const [least, most] = this.counts()
    // A lazy quantifier takes the same whole texts.
    this.take('?')
    if (least === 1 && most === 1) return once
    const after = this.at
    const copy = () => {
      this.at = start
      return this.one()
    }
    let part = nothing
    for (let n = 0; n < least && this.problem === null; n++) part = then(part, n === 0 ? once : copy())
    if (most === null) part = least === 0 ? maybe(again(once)) : then(part, maybe(again(copy())))
    else for (let n = least; n < most && this.problem === null; n++) part = then(part, maybe(n === 0 ? once : copy()))
    this.at = Math.max(after, end)
    return part
  }

  private counts(): [number, number | null] {
    if (this.take('*')) return [0, null]
    if (this.take('+')) return [1, null]
    if (this.take('?')) return [0, 1]
    count.lastIndex = this.at
    const [whole, least, comma, most] = count.exec(this.pattern) ?? []
    if (whole === undefined) return [1, 1]
    this.at += whole.length
    return [Number(least), comma === undefined ? Number(least) : most ? Number(most) : null]
  }

  private one(): Part {
    // Counted apart from the positions: groups may be empty.
    if (++this.parts > 2 * mostPositions) return this.refuse('repeats too much')
    if (this.take('(')) return this.group()
    classOrEscape.lastIndex = this.at
    const atom = classOrEscape.exec(this.pattern)?.[0] ?? ''
    this.at += atom.length
    if (/^(?:[\^$]|\\[bBk1-9])/.test(atom)) return this.refuse(`cannot have ${atom} here`)
    if (this.atoms.length >= mostPositions) return this.refuse('repeats too much')
    this.atoms.push(new RegExp(`^${atom}$`, 'su'))
    const position = this.atoms.length - 1
    return { first: [position], last: [position], follows: [], isEmpty: false }
  }

  private group(): Part {
    if (this.take('?') && !this.take(':')) {
      const name = /^<\w+>/.exec(this.pattern.slice(this.at))?.[0]
      if (name === undefined) return this.refuse('cannot look ahead or behind')
      this.at += name.length
    }
    const part = this.choice()
    if (!this.take(')')) return this.refuse('has a group that is not closed')
    return part
  }

  private take(character: string): boolean {
    if (this.pattern.charAt(this.at) !== character) return false
    this.at += 1
    return true
  }

  private refuse(problem: string): Part {
    this.problem ??= problem
    this.at = this.pattern.length
    return nothing
  }
}
