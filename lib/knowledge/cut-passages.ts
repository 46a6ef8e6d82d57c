import type { Passage } from '@/lib/domain/knowledge'
import type { Block } from './parse/block'

const enoughWords = 120
const mostWords = 220
/** The last sentence opens the next passage too, where it is no longer than this. */
const overlapWords = 40

/** Such a word is none: a base64 picture, a line of dashes. */
const longWord = /\S{200}(?=\S)/g

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

type Sentence = { text: string; words: number; page: number | null }

/**
 * Passages of 120 to 220 words that never run over a heading or a page, so that all of a passage stands on the page that a
 * citation names; what is left on a page or in a section is a passage of its own.
 */
export function cutPassages(blocks: readonly Block[]): Passage[] {
  const passages: Passage[] = []
  const headings: (string | undefined)[] = []
  let open: Sentence[] = []
  let fresh = 0

  function close(): void {
    const [first] = open
    if (!first || fresh === 0) return
    const heading = headings.filter((text) => text !== undefined).join(' › ')
    const sentences = open.map(({ text }) => text)
    passages.push({ position: passages.length, page: first.page, heading: heading === '' ? null : heading, sentences })
    const last = open.at(-1)
    open = last && last.words <= overlapWords ? [last] : []
    fresh = 0
  }

  for (const block of blocks) {
    if (block.kind === 'heading') {
      close()
      open = []
      headings.length = Math.min(headings.length, block.level - 1)
      headings[block.level - 1] = block.text
      continue
    }
    if (block.page !== open.at(-1)?.page) {
      close()
      open = []
    }
    for (const sentence of sentencesOf(block)) {
      if (wordsIn(open) + sentence.words > mostWords) close()
      if (wordsIn(open) + sentence.words > mostWords) open = []
      open.push(sentence)
      fresh++
    }
    if (wordsIn(open) >= enoughWords) close()
  }
  close()
  return passages
}

function sentencesOf({ kind, text, page }: Block): Sentence[] {
  const texts = kind === 'row' ? [text] : [...segmenter.segment(text)].map(({ segment }) => segment.trim())
  return texts.filter((each) => each !== '').flatMap((each) => pieces(each).map((piece) => ({ ...piece, page })))
}

/** A "sentence" longer than a passage is a list without full stops: cut by words. */
function pieces(text: string): { text: string; words: number }[] {
  const words = text.replace(longWord, '$& ').split(' ')
  if (words.length <= mostWords) return [{ text: words.join(' '), words: words.length }]
  return Array.from({ length: Math.ceil(words.length / mostWords) }, (_, at) => {
    const part = words.slice(at * mostWords, (at + 1) * mostWords)
    return { text: part.join(' '), words: part.length }
  })
}

function wordsIn(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { words }) => sum + words, 0)
}
