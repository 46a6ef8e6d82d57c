export type JsonFault = { offset: number /** What should stand there. */; expected: string }

const blanks = /[ \t\n\r]*/y
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y

/** Where a text stops being JSON, which browsers tell each in their own way or not at all. Null: it is JSON. */
export function jsonFault(source: string): JsonFault | null {
  let at = 0

  function take(pattern: RegExp): boolean {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (!found) return false
    at += found[0].length
    return true
  }

  function sign(expected: string): boolean {
    take(blanks)
    if (source[at] !== expected) return false
    at += 1
    return true
  }

  const fault = (expected: string): JsonFault => ({ offset: at, expected })

  /** Entries up to `end`, of which `entry` reads one. */
  function entries(end: string, entry: () => JsonFault | null): JsonFault | null {
    if (sign(end)) return null
    for (;;) {
      const found = entry()
      if (found) return found
      if (sign(end)) return null
      if (!sign(',')) return fault(`a comma or ${end}`)
    }
  }

  function property(): JsonFault | null {
    take(blanks)
    if (!take(text)) return fault('a name in double quotes')
    return sign(':') ? value() : fault('a colon')
  }

  function value(): JsonFault | null {
    take(blanks)
    if (sign('{')) return entries('}', property)
    if (sign('[')) return entries(']', value)
    return take(text) || take(number) || take(word) ? null : fault('a value')
  }

  const found = value()
  if (found) return found
  take(blanks)
  return at === source.length ? null : fault('the end')
}
