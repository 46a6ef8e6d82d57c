import { parseMarkdown } from './markdown/parse-markdown'
import { plainText } from './markdown/plain-text'

// Some browsers fall silent in the middle of a longer one.
const longest = 200
/** No answer has more: none of their numbers is a word. */
const sources = 99

/** An answer as it is read aloud: its words without their dress and without the numbers of sources, in parts of some sentences. */
export function spokenParts(markdown: string): string[] {
  const lines = plainText(parseMarkdown(markdown, { sources })).split('\n')
  return lines.flatMap((line) => {
    const sentences = line.match(/.+?(?:[.!?…]+(?=\s|$)|$)/g) ?? []
    return sentences.reduce(joinShort, []).flatMap(cutLong)
  })
}

function joinShort(parts: string[], sentence: string): string[] {
  const last = parts.at(-1)
  const words = sentence.trim()
  if (words === '') return parts
  if (last === undefined || last.length + words.length >= longest) return [...parts, words]
  return [...parts.slice(0, -1), `${last} ${words}`]
}

function cutLong(part: string): string[] {
  return part.match(new RegExp(`.{1,${longest}}(?:\\s|$)|.{1,${longest}}`, 'gsu'))?.map((piece) => piece.trim()) ?? []
}
