import { expect, test } from 'vitest'
import type { PassageView } from './chatbot-wire'
import { findPassage } from './find-passage'

function documentOf(texts: readonly string[], atOnce: number) {
  const asked: number[] = []
  const passages = texts.map((text, position): PassageView => ({ position, text, page: position + 1, heading: null }))
  const read = async (offset: number) => {
    asked.push(offset)
    return { passages: passages.slice(offset, offset + atOnce) }
  }
  return { read, asked }
}

test('a passage is found with what stands before and after it', async () => {
  const { read } = documentOf(['One.', 'Two. Rings come off.', 'Three.'], 10)
  expect(await findPassage(read, 'Rings come off.')).toEqual({
    ...{ heading: null, page: 2, before: 'One.', after: 'Three.' },
    parts: [
      { text: 'Two. ', isQuoted: false },
      { text: 'Rings come off.', isQuoted: true },
    ],
  })
})

test('a long document is read on until it is found, with its neighbour from the next part', async () => {
  const { read, asked } = documentOf(['One.', 'Two.', 'Three.', 'Four.', 'Five.'], 2)
  expect(await findPassage(read, 'Four.')).toMatchObject({ before: 'Three.', after: 'Five.' })
  expect(asked).toEqual([0, 2, 4])
})

test('a quote that is no longer in the document is not found', async () => {
  const { read } = documentOf(['One.', 'Two.'], 1)
  expect(await findPassage(read, 'Three.')).toBeNull()
})
