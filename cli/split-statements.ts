// Quoted text, names, dollar quotes and comments, in which a semicolon ends nothing.
const whole = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//y
const begun = /['"]|\$\w*\$|\/\*/y

/**
 * SQL cut at the semicolons that end its statements. `rest` is what has no end yet: more of it may follow.
 * A comment nested in a comment, and E'' strings with an escaped quote, are not looked into.
 */
export function splitStatements(text: string): { statements: string[]; rest: string } {
  const statements: string[] = []
  let start = 0
  let at = 0
  while (at < text.length) {
    const end = endOfToken(text, at)
    if (end === null) break
    if (text[at] === ';') {
      statements.push(text.slice(start, at).trim())
      start = end
    }
    at = end
  }
  return { statements: statements.filter((statement) => statement !== ''), rest: text.slice(start).trimStart() }
}

// Null where quoted text begins that does not end.
function endOfToken(text: string, at: number): number | null {
  whole.lastIndex = at
  if (whole.test(text)) return whole.lastIndex
  begun.lastIndex = at
  return begun.test(text) ? null : at + 1
}
