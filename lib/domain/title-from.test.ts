import { expect, test } from 'vitest'
import { titleFrom } from '@/lib/domain/title-from'

test.each([
  ['when do you open?', 'When do you open?'],
  ['  im   frank\nharris ', 'Im frank harris'],
  ['élan', 'Élan'],
  ['x'.repeat(50), `X${'x'.repeat(49)}`],
  ['x'.repeat(51), `X${'x'.repeat(46)}...`],
  ['😀'.repeat(300), `${'😀'.repeat(47)}...`],
  [' \n', null],
])('%j is called %j', (text, title) => {
  expect(titleFrom(text)).toBe(title)
})
