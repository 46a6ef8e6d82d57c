/** A statement of a script; `rows` are the lines that follow a COPY … FROM stdin, as they are. */
export type ScriptStatement = { text: string; rows: string | null }

// Where a semicolon ends nothing: strings, quoted names, dollar quotes, comments, words.
const token =
  /\s+|--[^\n]*|[eE]'[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*'|'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|\$((?:[A-Za-z_]\w*)?)\$[\s\S]*?\$\1\$|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|[\s\S]/y
const copies = /^COPY\s[\s\S]*\bFROM\s+STDIN\b/i

/**
 * A SQL script as `psql` reads it, cut into its statements, without comments before them and without psql's own commands
 * (a backslash at the beginning of a statement, to the end of its line).
 */
export function splitScript(script: string): ScriptStatement[] {
  const statements: ScriptStatement[] = []
  let begun = -1
  let at = 0
  while (at < script.length) {
    const end = endOfToken(script, at)
    const first = script[at] ?? ''
    if (begun < 0 && first === '\\') {
      at = endOfLine(script, at)
      continue
    }
    if (first === ';') {
      if (begun >= 0) {
        const text = script.slice(begun, at).trim()
        const rows = copies.test(text) ? copyRows(script, end) : null
        statements.push({ text, rows: rows?.text ?? null })
        at = rows?.end ?? end
        begun = -1
        continue
      }
    } else if (begun < 0 && !isBetween(script, at, first)) begun = at
    at = end
  }
  if (begun >= 0) statements.push({ text: script.slice(begun).trim(), rows: null })
  return statements
}

function isBetween(script: string, at: number, first: string): boolean {
  return /\s/.test(first) || script.startsWith('--', at) || script.startsWith('/*', at)
}

function endOfToken(script: string, at: number): number {
  if (script.startsWith('/*', at)) return endOfComment(script, at)
  token.lastIndex = at
  return token.test(script) ? token.lastIndex : at + 1
}

// PostgreSQL's comments nest.
function endOfComment(script: string, at: number): number {
  const mark = /\/\*|\*\//g
  mark.lastIndex = at
  let depth = 0
  for (let found = mark.exec(script); found; found = mark.exec(script)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
  return script.length
}

function endOfLine(script: string, at: number): number {
  const end = script.indexOf('\n', at)
  return end < 0 ? script.length : end + 1
}

// From the next line to the one that is `\.` alone.
function copyRows(script: string, from: number): { text: string; end: number } {
  const start = endOfLine(script, from)
  const last = /^\\\.\r?$/gm
  last.lastIndex = start
  const found = last.exec(script)
  if (!found) return { text: script.slice(start), end: script.length }
  return { text: script.slice(start, found.index), end: endOfLine(script, found.index) }
}
