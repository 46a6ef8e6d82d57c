import { expect, test } from 'vitest'
import { cutPassages } from './cut-passages'
import { headingBlock, rowBlock, textBlock } from './parse/block'

const sentence = (name: string, words: number) => `${name} ${'word '.repeat(words - 2)}end.`
const wordsOf = (sentences: readonly string[]) => sentences.join(' ').split(' ').length

test('a passage stays under its headings, outermost first, and a new one of the same level takes the old one’s place', () => {
  const passages = cutPassages([
    textBlock('Before any heading.'),
    headingBlock(1, 'Visits', 1),
    headingBlock(2, 'Before', 1),
    textBlock('Leave metal at home. Eat as usual.', 1),
    headingBlock(2, 'After', 2),
    textBlock('You may drive.', 2),
    headingBlock(1, 'Prices', 3),
    rowBlock(['Scan', 'Price'], ['Head', '900']),
  ])
  expect(passages.map(({ heading, page, sentences }) => [heading, page, sentences])).toEqual([
    [null, null, ['Before any heading.']],
    ['Visits › Before', 1, ['Leave metal at home.', 'Eat as usual.']],
    ['Visits › After', 2, ['You may drive.']],
    ['Prices', null, ['Scan: Head; Price: 900']],
  ])
  expect(passages.map(({ position }) => position)).toEqual([0, 1, 2, 3])
})

test('a long text is cut between sentences into passages of at most 220 words, the last sentence said again', () => {
  const texts = Array.from({ length: 40 }, (_, at) => sentence(`S${at}`, 20))
  const passages = cutPassages([textBlock(texts.join(' '), 1)])
  expect(passages.length).toBeGreaterThan(3)
  for (const [at, { sentences }] of passages.entries()) {
    expect(wordsOf(sentences)).toBeLessThanOrEqual(220)
    if (at > 0) expect(sentences[0]).toBe(passages[at - 1]?.sentences.at(-1))
  }
  expect(new Set(passages.flatMap(({ sentences }) => sentences))).toEqual(new Set(texts))
})

test('short paragraphs share one passage, but never two pages', () => {
  const passages = cutPassages([textBlock('One.', 1), textBlock('Two.', 1), textBlock('Three.', 2)])
  expect(passages).toEqual([
    { position: 0, page: 1, heading: null, sentences: ['One.', 'Two.'] },
    { position: 1, page: 2, heading: null, sentences: ['Three.'] },
  ])
})

test('words without a full stop are cut too', () => {
  const passages = cutPassages([textBlock('word '.repeat(1000))])
  expect(passages.map(({ sentences }) => wordsOf(sentences))).toEqual([220, 220, 220, 220, 120])
})

test('a word without an end is cut, so that no passage grows with it', () => {
  const passages = cutPassages([textBlock(`${'x'.repeat(100_000)} end.`)])
  const longest = Math.max(...passages.flatMap(({ sentences }) => sentences.map(({ length }) => length)))
  expect(longest).toBeLessThan(45_000)
})
