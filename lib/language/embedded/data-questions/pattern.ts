import type { Item } from './draft'

/**
 * A pattern over tagged items. Words stand for themselves; `@T`, `@C`, `@K`, `@V`, `@N`, `@D`, `@U` for an item that may be a
 * table, column, measure, value, number, period, unknown word. `@M` is a column or a measure, `@X` a value or unknown, `@S`
 * what may be shown: a column, a measure, a table.
 */
export function pattern(source: string): RegExp {
  const words = withEither(source).replace(/[a-z]+/g, '$&(?:<\\w+>)?')
  const tags = words.replace(/@([A-Z])(\d?)/g, (_, letter: string, which: string) => {
    const letters = letter === 'M' ? 'CK' : letter === 'S' ? 'CKT' : letter === 'X' ? 'VU' : letter
    return `[^ <]+<[A-Z]*[${letters}][A-Z]*(?<${letter}${which}>\\d+)>`
  })
  return new RegExp(`^(?:${tags})(?= |$)`)
}

/** "names?" is one word or the other, each of which may carry a tag. */
function withEither(source: string): string {
  return source.replace(/([a-z]+)s\?/g, '(?:$1s|$1)')
}

export function wordsOf(sources: readonly string[]): string[] {
  return sources.flatMap((source) => withEither(source).match(/[a-z]+/g) ?? [])
}

/** The item that a tag of the pattern matched. */
export function itemAt(match: RegExpExecArray, tag: string, items: readonly Item[]): Item | null {
  const at = match.groups?.[tag]
  return at === undefined ? null : (items[Number(at)] ?? null)
}
