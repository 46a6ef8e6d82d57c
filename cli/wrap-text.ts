const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u

/** Columns that a line takes on a terminal. */
export function displayWidth(line: string): number {
  if (/^[\x20-\x7e]*$/.test(line)) return line.length
  let width = 0
  for (const { segment } of graphemes.segment(line)) width += graphemeWidth(segment)
  return width
}

/** Lines of at most `columns` columns, cut between words, and inside a word only where it is longer than a line. */
export function wrapText(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(2, columns)))
}

function wrapParagraph(paragraph: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(/(?<=\s)(?=\S)/).flatMap((piece) => cutWord(piece, columns))) {
    if (line !== '' && displayWidth(line + word.trimEnd()) > columns) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
  }
  return [...lines, line.trimEnd()]
}

function cutWord(word: string, columns: number): string[] {
  if (displayWidth(word.trimEnd()) <= columns) return [word]
  const pieces: string[] = []
  let piece = ''
  let width = 0
  for (const { segment } of graphemes.segment(word)) {
    const more = graphemeWidth(segment)
    if (width + more > columns) {
      pieces.push(piece)
      piece = ''
      width = 0
    }
    piece += segment
    width += more
  }
  return [...pieces, piece]
}

function graphemeWidth(grapheme: string): number {
  if (wide.test(grapheme)) return 2
  return /^[\p{M}\u200c\u200d]+$/u.test(grapheme) ? 0 : 1
}
