// When a field is asked, as the builder shows it: comparisons that all or any of which hold. Whatever else the syntax allows
// (brackets, a mixture, the author's own words) is written by hand.

export const conditionSigns = ['answered', 'unanswered', '=', '!=', '<', '<=', '>', '>='] as const

export type ConditionSign = (typeof conditionSigns)[number]

export type ConditionPart = { field: string; sign: ConditionSign; value: string }

export type SimpleCondition = { join: 'and' | 'or'; parts: readonly ConditionPart[] }

const name = String.raw`([\p{L}\p{N}_][\p{L}\p{N}_.-]*)`
const value = String.raw`\s*(?:"([^"]*)"|'([^']*)'|((?:(?!\s+(?:and|or)\s)[^()"'<>=])+))`
const unanswered = new RegExp(String.raw`\s*not\s*\(\s*answered:\s*${name}\s*\)\s*`, 'iuy')
const answered = new RegExp(String.raw`\s*answered:\s*${name}\s*`, 'uy')
const compared = new RegExp(String.raw`\s*(?:variable_equals:\s*)?${name}\s*(<=|>=|!=|==|=|<|>)${value}\s*`, 'iuy')
const joint = /(and|or)\b/iuy

/** Null where a condition says more than this. */
export function readCondition(text: string): SimpleCondition | null {
  const parts: ConditionPart[] = []
  const joints = new Set<string>()
  let at = 0
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) at += match[0].length
    return match
  }
  for (;;) {
    const part = readPart(take)
    if (part === null) return null
    parts.push(part)
    if (at >= text.length) break
    const word = take(joint)?.[1]
    if (word === undefined) return null
    joints.add(word.toLowerCase())
  }
  return joints.size > 1 ? null : { join: joints.has('or') ? 'or' : 'and', parts }
}

function readPart(take: (pattern: RegExp) => RegExpExecArray | null): ConditionPart | null {
  const missing = take(unanswered)?.[1]
  if (missing) return { field: missing, sign: 'unanswered', value: '' }
  const given = take(answered)?.[1]
  if (given) return { field: given, sign: 'answered', value: '' }
  const [, field, written, double, single, bare] = take(compared) ?? []
  const sign = conditionSigns.find((one) => one === (written === '==' ? '=' : written))
  if (!field || !sign) return null
  return { field, sign, value: double ?? single ?? bare?.trim() ?? '' }
}

export function writeCondition({ join, parts }: SimpleCondition): string {
  return parts.map(writePart).join(` ${join} `)
}

function writePart({ field, sign, value }: ConditionPart): string {
  if (sign === 'answered') return `answered:${field}`
  if (sign === 'unanswered') return `not (answered:${field})`
  return `${field} ${sign} ${quoted(value.trim())}`
}

// The syntax has no way to write both kinds of quotes.
function quoted(value: string): string {
  const isPlain = value !== '' && !/[()"'<>=]|(?:^|\s)(?:and|or)(?:\s|$)/i.test(value)
  if (isPlain) return value
  return value.includes('"') ? `'${value.replaceAll("'", '’')}'` : `"${value}"`
}

/** The condition with a field's new id, however it is written. */
export function renamedInCondition(text: string, before: string, id: string): string {
  const letters = String.raw`[\p{L}\p{N}_.-]`
  const written = before.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const word = `(?<!${letters})${written}(?!${letters})`
  const named = new RegExp(String.raw`"[^"]*"|'[^']*'|(answered:\s*)${word}|${word}(?=\s*[<>=!])`, 'gu')
  return text.replace(named, (found, start?: string) => (/^["']/.test(found) ? found : (start ?? '') + id))
}
