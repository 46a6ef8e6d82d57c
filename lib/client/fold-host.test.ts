import { expect, test } from 'vitest'
import { foldHost, quietHost } from './fold-host'

const theme = { accent: '', font: '', scheme: 'auto' } as const

test('a frame in a widget waits until the page has spoken; one that stands alone does not', () => {
  expect([quietHost(true), quietHost(false)].map(({ isConnected, isShown }) => [isConnected, isShown])).toEqual([
    [false, false],
    [true, true],
  ])
  const state = foldHost(quietHost(true), {
    type: 'connect',
    theme,
    variables: { name: 'Ann' },
    isShown: true,
    isInline: false,
  })
  expect(state).toMatchObject({ isConnected: true, isShown: true, takesFocus: false, variables: { name: 'Ann' } })
})

test('words that are handed in wait in line, and each is handed over once', () => {
  const said = ['one', 'two'].reduce((state, text) => foldHost(state, { type: 'send', text }), quietHost(true))
  expect(said.handed).toEqual(['one', 'two'])
  expect(foldHost(said, { type: 'handed-over' }).handed).toEqual(['two'])
})

test('a widget that is closed no longer takes the focus', () => {
  const opened = foldHost(quietHost(true), { type: 'shown', isShown: true, takesFocus: true })
  expect(opened.takesFocus).toBe(true)
  expect(foldHost(opened, { type: 'shown', isShown: false, takesFocus: false })).toMatchObject({
    isShown: false,
    takesFocus: false,
  })
})
