import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './password'

test('only the password itself fits its hash, which no two passwords share', async () => {
  const [first, second] = await Promise.all([hashPassword('Geheim é'), hashPassword('Geheim é')])
  expect(first).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/)
  expect(first).not.toBe(second)
  expect(await isPassword('Geheim é', first)).toBe(true)
  expect(await isPassword('Geheim e', first)).toBe(false)
})

test('a password fits however its accents were typed', async () => {
  expect(await isPassword('e\u0301', await hashPassword('\u00e9'))).toBe(true)
})

test('what is no hash is an error, not a wrong password', async () => {
  await expect(isPassword('a', 'plain')).rejects.toThrow('not a password hash')
})
