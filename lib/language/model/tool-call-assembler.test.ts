import { describe, expect, test } from 'vitest'
import { createToolCallAssembler, type ToolCallFragment } from './tool-call-assembler'

function assemble(...fragments: ToolCallFragment[]) {
  const assembler = createToolCallAssembler(1000)
  for (const fragment of fragments) assembler.add(fragment)
  return assembler.finish()
}

const fragment = (index: number | null, id: string | null, name: string | null, args: string): ToolCallFragment => ({
  index,
  id,
  function: { name, arguments: args },
})

describe('tool calls in fragments', () => {
  test('are put together by index, also when they interleave', () => {
    const joined = assemble(
      fragment(0, 'a', 'find', '{"q":'),
      fragment(1, 'b', 'count', ''),
      fragment(0, null, null, '"tea"}'),
      fragment(1, null, null, '{}'),
    )
    expect(joined).toEqual({
      kind: 'calls',
      calls: [
        { id: 'a', name: 'find', args: { q: 'tea' } },
        { id: 'b', name: 'count', args: {} },
      ],
    })
  })

  test('are told apart by id where a server gives every call the same index', () => {
    const joined = assemble(fragment(0, 'a', 'find', '{}'), fragment(0, 'b', 'find', '{}'))
    expect(joined).toMatchObject({ calls: [{ id: 'a' }, { id: 'b' }] })
  })

  test('belong to the last call where a server gives no index', () => {
    const joined = assemble(fragment(null, 'a', 'find', '{"q"'), fragment(null, null, null, ':1}'))
    expect(joined).toMatchObject({ calls: [{ id: 'a', args: { q: 1 } }] })
  })

  test('keep the name once where a server repeats it', () => {
    const joined = assemble(fragment(0, 'a', 'find', '{'), fragment(0, 'a', 'find', '}'))
    expect(joined).toMatchObject({ calls: [{ name: 'find', args: {} }] })
  })

  test('get ids of their own where a server gives none', () => {
    const joined = assemble(fragment(0, '', 'find', '{}'), fragment(1, '', 'find', '{}'))
    const ids = joined.kind === 'calls' ? joined.calls.map((call) => call.id) : []
    expect(new Set(ids).size).toBe(2)
    expect(ids.every((id) => id.startsWith('call_'))).toBe(true)
  })

  test('without arguments have none', () => {
    expect(assemble(fragment(0, 'a', 'now', ''))).toMatchObject({ calls: [{ args: {} }] })
  })

  test.each([
    ['broken JSON', '{"q": '],
    ['a list', '[1]'],
    ['a string', '"tea"'],
  ])('with %s for arguments are invalid', (_, args) => {
    expect(assemble(fragment(0, 'a', 'find', args))).toEqual({
      kind: 'invalid',
      problem: 'the arguments are not a JSON object',
    })
  })

  test('without a name are invalid', () => {
    expect(assemble(fragment(0, 'a', null, '{}'))).toMatchObject({ kind: 'invalid' })
  })

  test('past the length limit are invalid', () => {
    expect(assemble(fragment(0, 'a', 'find', `{"q":"${'x'.repeat(1000)}"}`))).toMatchObject({ kind: 'invalid' })
  })

  test('lose NUL and lone surrogates, which the database refuses', () => {
    const joined = assemble(fragment(0, 'a', 'find', '{"q":"a\\u0000b\\ud83d"}'))
    expect(joined).toMatchObject({ calls: [{ args: { q: 'ab\ufffd' } }] })
  })
})
