import { expect, test } from 'vitest'
import { createTokenSource } from './token-source'

function source(expires_in = 900) {
  let [time, issued] = [0, 0]
  const tokens = createTokenSource(
    async () => ({ access_token: `token ${++issued}`, expires_in }),
    () => time,
  )
  const pass = (seconds: number) => {
    time += seconds * 1000
  }
  return { tokens, pass, issued: () => issued }
}

test('one token serves many calls, also those made at once', async () => {
  const { tokens, issued } = source()
  expect(await Promise.all([tokens.take(), tokens.take()])).toEqual(['token 1', 'token 1'])
  expect(await tokens.take()).toBe('token 1')
  expect(issued()).toBe(1)
})

test('it is renewed a minute before it expires', async () => {
  const { tokens, pass } = source(900)
  await tokens.take()
  pass(839)
  expect(await tokens.take()).toBe('token 1')
  pass(2)
  expect(await tokens.take()).toBe('token 2')
})

test('a token of a few seconds is used for half of them', async () => {
  const { tokens, pass } = source(10)
  await tokens.take()
  pass(4)
  expect(await tokens.take()).toBe('token 1')
  pass(2)
  expect(await tokens.take()).toBe('token 2')
})

test('one that was not taken is asked for anew, and a late complaint about an old one changes nothing', async () => {
  const { tokens } = source()
  const first = await tokens.take()
  tokens.drop(first)
  expect(await tokens.take()).toBe('token 2')
  tokens.drop(first)
  expect(await tokens.take()).toBe('token 2')
})

test('after a failure the next call asks again', async () => {
  let isDown = true
  const tokens = createTokenSource(async () => {
    if (isDown) throw new Error('not reached')
    return { access_token: 'token', expires_in: 900 }
  })
  await expect(tokens.take()).rejects.toThrow('not reached')
  isDown = false
  expect(await tokens.take()).toBe('token')
})
