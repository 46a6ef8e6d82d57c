import { searchWords } from './search-words'

const maxWords = 60

/**
 * What is quoted of a passage: the sentence that holds most of the question's words (being nearest in meaning counts for
 * one), what follows it, then what comes before it, as far as 60 words reach. Pure.
 */
export function quoteFrom(sentences: readonly string[], nearest: number, query: string): string {
  const asked = new Set(searchWords(query))
  const held = sentences.map((sentence, at) => {
    const words = new Set(searchWords(sentence))
    return [...asked].filter((word) => words.has(word)).length + (at === nearest ? 1 : 0)
  })
  const start = held.indexOf(Math.max(...held))
  let [from, to, words] = [start, start + 1, lengthOf(sentences[start])]
  const fits = (sentence: string | undefined) => sentence !== undefined && words + lengthOf(sentence) <= maxWords
  while (fits(sentences[to])) words += lengthOf(sentences[to++])
  while (fits(sentences[from - 1])) words += lengthOf(sentences[--from])
  return sentences.slice(from, to).join(' ')
}

function lengthOf(sentence = ''): number {
  return sentence.split(' ').length
}
