/** A name that is being written between `{{` and the caret: from where, and its letters so far. */
export type OpenName = { start: number; typed: string }

/** Null where the caret is in no open `{{`. */
export function openName(text: string, caret: number): OpenName | null {
  const before = text.slice(0, caret)
  const start = before.lastIndexOf('{{')
  if (start < 0) return null
  const typed = before.slice(start + 2)
  return /^\s*[\p{L}\p{N}_.-]*$/u.test(typed) ? { start: start + 2, typed: typed.trim() } : null
}

/** Names that fit, those that begin with what was typed first. */
export function fittingNames(names: readonly string[], typed: string): string[] {
  const wanted = typed.toLowerCase()
  const begins = names.filter((name) => name.toLowerCase().startsWith(wanted))
  const holds = names.filter((name) => !begins.includes(name) && name.toLowerCase().includes(wanted))
  return [...begins, ...holds]
}

/** The text with the name put in and closed, and where the caret goes: behind it. */
export function completed(
  text: string,
  { start }: OpenName,
  caret: number,
  name: string,
): { text: string; caret: number } {
  const after = text.slice(caret).replace(/^[\p{L}\p{N}_.-]*\s*(\}\}?)?/u, '')
  const before = `${text.slice(0, start)}${name}}}`
  return { text: before + after, caret: before.length }
}
