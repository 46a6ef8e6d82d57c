/**
 * The beginning of a message, made whole for showing while the rest still comes: what has been opened is closed, and
 * what cannot be judged yet (a link's address, a table without its second line) waits, so that nothing flashes.
 */
export function completeMarkdown(text: string): string {
  const lastBlank = lastBlankLine(text)
  // The first of the marks that close a block of code are no part of it.
  if (isInsideFence(text)) return text.replace(/\n(?:`{1,2}|~{1,2})$/, '')
  const head = text.slice(0, lastBlank)
  return head + completeBlock(text.slice(lastBlank))
}

function completeBlock(block: string): string {
  // "===" or "---" under a line would make a heading of it, and then not.
  const settled = withoutNewTable(block)
    .replace(/\n[=-]{1,3}$/, '\n')
    .replace(/\n[ \t]*(?:[*+-]|\d{1,9}[.)])?[ \t]*$/, '\n')
  return closeInline(withoutOpenLink(settled.replace(/(?:`{1,2}|(?<!~)~)$/, '')))
}

/** A table is one once its second line is complete; before that it would stand there as a line of bars. */
function withoutNewTable(block: string): string {
  const lines = block.split('\n')
  const start = lines.findIndex((line) => line.startsWith('|'))
  return start < 0 || lines.length - start > 2 ? block : lines.slice(0, start).join('\n')
}

/** `[text](http://…` shows its text until the address is there; `![` and a lone `[` wait. The number of a source stays. */
function withoutOpenLink(block: string): string {
  const start = block.lastIndexOf('[')
  if (start < 0) return block
  const rest = block.slice(start)
  const before = block.slice(0, start).replace(/!$/, '')
  const [, label] = /^\[([^\]\n]*)\](?:\([^)\n]*)?$/.exec(rest) ?? []
  if (label !== undefined && !/^\d+$/.test(label)) return before + label
  // Long: then it is no link but words in brackets.
  return /^\[[^\]\n]{0,200}$/.test(rest) ? before : block
}

function closeInline(block: string): string {
  const body = block.trimEnd()
  const open = openMarks(body)
  const dangling = /[*~]+$/.exec(body)?.[0] ?? ''
  const last = open.at(-1) ?? ''
  // Marks at the very end belong to words that are not there yet, or are the half of what closes the open ones.
  const isDangling = dangling !== '' && (last.startsWith(dangling) || dangling.startsWith(last)) && last !== ''
  const whole = isDangling ? body.slice(0, -dangling.length) : body
  const left = isDangling ? openMarks(whole) : open
  return whole + left.reverse().join('') + block.slice(body.length)
}

/** What is opened and not closed, outermost first. A mark opens before a word and closes after one. */
function openMarks(text: string): string[] {
  const open: string[] = []
  for (const { 0: mark, index } of text.matchAll(/`+|\*{1,3}|~~/g)) {
    const before = text[index - 1] ?? ' '
    const after = text[index + mark.length] ?? ' '
    const isInCode = open.at(-1)?.startsWith('`') === true
    if (before === '\\' && !isInCode) continue
    if (open.at(-1) === mark && (isInCode || before.trim() !== '')) open.pop()
    else if (!isInCode && (after.trim() !== '' || index + mark.length === text.length)) open.push(mark)
  }
  return open
}

function lastBlankLine(text: string): number {
  return Math.max(0, text.lastIndexOf('\n\n'))
}

function isInsideFence(text: string): boolean {
  let fence: string | null = null
  for (const [, mark = ''] of text.matchAll(/^ {0,3}(`{3,}|~{3,})/gm)) {
    if (fence === null) fence = mark
    else if (mark.startsWith(fence)) fence = null
  }
  return fence !== null
}
