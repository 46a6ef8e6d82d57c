import type { FieldCondition } from '@/lib/domain/form'

/**
 * When a field is asked: `answered:FIELD`, `variable_equals:FIELD=VALUE`, `FIELD >= 18`, joined by `and`, `or`, `not (…)` and
 * parentheses. Anything else is a condition in the author's words, whole. Null: blank. Never throws.
 */
export function parseFieldCondition(text: string): FieldCondition | null {
  const trimmed = text.trim()
  if (!trimmed) return null
  if (trimmed.length > longest) return { kind: 'words', text: trimmed }
  const reader = new Reader(trimmed)
  const read = reader.any()
  return read !== null && reader.isDone() ? read : { kind: 'words', text: trimmed }
}

/** The fields that a condition names, each once. */
export function fieldsOf(condition: FieldCondition): string[] {
  switch (condition.kind) {
    case 'answered':
    case 'equals':
    case 'compare':
      return [condition.field]
    case 'not':
      return fieldsOf(condition.of)
    case 'all':
    case 'any':
      return [...new Set(condition.of.flatMap(fieldsOf))]
    case 'words':
      return []
  }
}

const deepest = 20
const longest = 2000
const name = String.raw`([\p{L}\p{N}_][\p{L}\p{N}_.-]*)`
// A value in quotes, or all up to what can follow it.
const value = String.raw`\s*(?:"([^"]*)"|'([^']*)'|((?:(?!\s+(?:and|or)\s)[^()"'<>=])+))`
const answered = new RegExp(String.raw`answered:\s*${name}`, 'uy')
const equals = new RegExp(String.raw`variable_equals:\s*${name}\s*=${value}`, 'iuy')
const compared = new RegExp(String.raw`${name}\s*(<=|>=|!=|==|=|<|>)${value}`, 'iuy')

class Reader {
  private at = 0
  private depth = 0

  constructor(private readonly text: string) {}

  isDone(): boolean {
    return this.take(/\s*$/y) !== null
  }

  any(): FieldCondition | null {
    return this.joined('any', /\s*\bor\b\s*/iy, () => this.joined('all', /\s*\band\b\s*/iy, () => this.one()))
  }

  private joined(kind: 'all' | 'any', word: RegExp, read: () => FieldCondition | null): FieldCondition | null {
    const parts: FieldCondition[] = []
    do {
      const part = read()
      if (part === null) return null
      parts.push(part)
    } while (this.take(word) !== null)
    const [only] = parts
    return parts.length === 1 && only ? only : { kind, of: parts }
  }

  private one(): FieldCondition | null {
    if (this.take(/not\b\s*(?=\()/iy) !== null) {
      const of = this.nested()
      return of && { kind: 'not', of }
    }
    return this.nested() ?? this.statement()
  }

  private nested(): FieldCondition | null {
    if (this.depth >= deepest || this.take(/\(\s*/y) === null) return null
    this.depth += 1
    const of = this.any()
    this.depth -= 1
    return of !== null && this.take(/\s*\)/y) !== null ? of : null
  }

  private statement(): FieldCondition | null {
    const given = this.take(answered)
    if (given?.[1]) return { kind: 'answered', field: given[1] }
    const same = this.take(equals)
    if (same?.[1]) return { kind: 'equals', field: same[1], value: written(same) }
    const match = this.take(compared)
    const [, field, sign, , , bare] = match ?? []
    if (!match || !field) return null
    const operator = operators.find((known) => known === sign)
    if (!operator) return { kind: 'equals', field, value: written(match) }
    const number = bare?.trim() ? Number(bare) : Number.NaN
    return { kind: 'compare', field, operator, value: Number.isFinite(number) ? number : written(match) }
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.text)
    if (match) this.at += match[0].length
    return match
  }
}

const operators = ['<', '<=', '>', '>=', '!='] as const

function written(match: RegExpExecArray): string {
  const [inDouble, inSingle, bare] = match.slice(-3)
  return inDouble ?? inSingle ?? bare?.trim() ?? ''
}
