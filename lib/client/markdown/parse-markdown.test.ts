import { describe, expect, test } from 'vitest'
import { parseMarkdown } from './parse-markdown'
import { plainText } from './plain-text'

const text = (words: string) => ({ kind: 'text', text: words })
const growing = (words: string) => parseMarkdown(words, { isWhole: false })
const said = (words: string) => plainText(growing(words))

test('tables, lists, code and emphasis come out as what they are', () => {
  const blocks = parseMarkdown('# Top\n\n1. **a**\n2. `b`\n\n| x | y |\n|---|--:|\n| 1 | 2 |\n\n```sql\nSELECT 1\n```')
  expect(blocks).toMatchObject([
    { kind: 'heading', level: 1, content: [text('Top')] },
    {
      kind: 'list',
      start: 1,
      items: [
        { blocks: [{ content: [{ kind: 'strong', content: [text('a')] }] }] },
        { blocks: [{ content: [{ kind: 'code', text: 'b' }] }] },
      ],
    },
    {
      kind: 'table',
      head: [{ content: [text('x')] }, { align: 'right', content: [text('y')] }],
      rows: [[{ content: [text('1')] }, { content: [text('2')] }]],
    },
    { kind: 'code', language: 'sql', text: 'SELECT 1' },
  ])
})

test('a single line break stays one, as people write messages', () => {
  expect(parseMarkdown('one\ntwo')).toEqual([
    { kind: 'paragraph', content: [text('one'), { kind: 'break' }, text('two')] },
  ])
})

test('the number of a source becomes a mark only where there is such a source', () => {
  expect(parseMarkdown('Safe [1]. Not [7].', { sources: 2 })).toEqual([
    { kind: 'paragraph', content: [text('Safe '), { kind: 'mark', number: 1 }, text('. Not [7].')] },
  ])
})

test('deep nesting ends as text and does not break the page', () => {
  expect(() => parseMarkdown('> '.repeat(2_000).concat('x'))).not.toThrow()
  expect(() => parseMarkdown('*'.repeat(5_000).concat('x', '*'.repeat(5_000)))).not.toThrow()
})

describe('while a message grows, nothing flashes', () => {
  test.each([
    ['bold that is open', 'This is **very imp', 'This is very imp'],
    ['bold about to begin', 'This is **', 'This is '],
    ['bold that closes', 'This is **bold**', 'This is bold'],
    ['bold that is half closed', 'This is **bold*', 'This is bold'],
    ['code that is open', 'Use `npm ru', 'Use npm ru'],
    ['a link whose address comes', 'See [the list](https://exam', 'See the list'],
    ['a link whose text comes', 'See [the li', 'See '],
    ['an image', 'See ![the li', 'See '],
    ['a table without its second line', 'Here:\n\n| a | b |\n|--', 'Here:'],
    ['a line that may become a heading', 'Title\n--', 'Title'],
    ['a list item about to begin', '- one\n- ', 'one'],
    ['a fence that is open', '```js\nlet a', 'let a'],
    ['a fence about to open', 'Code:\n\n``', 'Code:'],
    ['a multiplication', 'It is 2 * 3', 'It is 2 * 3'],
  ])('%s', (_, part, shown) => {
    expect(said(part).trim()).toBe(shown.trim())
  })

  test('every beginning of an answer shows no mark that the whole does not show', () => {
    const answer =
      'Most **joint replacements** are *safe* at `1.5 T`.\n\n1. Bring the [list](https://a.example/x)\n2. ~~Nothing~~ else\n\n| Item | Allowed |\n|---|:-:|\n| Hip | **yes** |\n\n```sql\nSELECT 1\n```\n\nDone.'
    for (let length = 1; length <= answer.length; length += 1)
      expect(said(answer.slice(0, length))).not.toMatch(/[*~`|\]]|\[\w*$|https/)
  })

  test('an open block of code keeps every character as it is', () => {
    const code = '```js\nconst a = [1, 2]\n// **x** `y'
    expect(growing(code)).toMatchObject([{ kind: 'code', text: 'const a = [1, 2]\n// **x** `y' }])
  })
})
