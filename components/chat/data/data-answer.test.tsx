import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { TableView } from '@/lib/client/wire'
import { hostileTexts } from '../hostile-texts.fixture'
import { DataAnswer } from './data-answer'

const table = (more: Partial<TableView> = {}): TableView => ({
  sql: 'SELECT invoice_id, total FROM invoice',
  meaning: 'Your invoices',
  columns: [
    { name: 'billing_country', type: 'text' },
    { name: 'total', type: 'number' },
  ],
  rows: [['Norway', 0.99]],
  ...{ is_cut: false, total: 1, ...more },
})

const draw = (more: Partial<TableView> = {}) => renderToStaticMarkup(<DataAnswer table={table(more)} />)
const rowsOf = (html: string) => html.split('<tr').length - 2
const many = (count: number) => Array.from({ length: count }, (_, number) => [`Row ${number}`, number])

test('the meaning, the columns and the rows are there, numbers on the right', () => {
  const html = draw()
  expect(html).toContain('Your invoices</p>')
  expect(html).toMatch(/<th scope="col" class="[^"]*text-start"><bdi[^>]*>billing_country/)
  expect(html).toMatch(/<td class="[^"]*text-end"><bdi[^>]*>0\.99/)
  expect(html).toContain('<caption class="sr-only">Your invoices</caption>')
})

test('the query is folded away where it may be seen, and not there where it may not', () => {
  expect(draw()).toMatch(/<details[^>]*><summary[^>]*>.*Show the query.*SELECT invoice_id/s)
  expect(draw()).not.toContain('<details open')
  expect(draw({ sql: null })).not.toContain('details')
})

test('ten rows at first, and how many there are', () => {
  expect(rowsOf(draw({ rows: many(10), total: 10 }))).toBe(10)
  const html = draw({ rows: many(23), total: 23 })
  expect(rowsOf(html)).toBe(10)
  expect(html).toContain('Show all 23')
})

test('what was left out is said', () => {
  expect(draw({ rows: many(100), total: 250 })).toContain('The first 100 of 250')
  expect(draw({ rows: many(100), total: 1_000, is_cut: true })).toContain('The first 100 of more than 1,000')
  expect(draw({ rows: many(3), total: 3, is_cut: true })).toContain('The first 3 rows. There are more.')
  expect(draw()).not.toContain('The first')
})

test('no rows are said, and a missing value is a dash', () => {
  expect(draw({ rows: [], total: 0 })).toContain('No rows.')
  expect(draw({ rows: [[null, null]] })).toMatch(/–<\/span><span class="sr-only">no value/)
})

test('a long text is clipped, with the whole of it in the tip', () => {
  const long = 'word '.repeat(40)
  expect(draw({ rows: [[long, 1]] })).toContain(`title="${long}"`)
})

describe('nothing of the data runs or loads', () => {
  test.each(hostileTexts.map((text) => [text]))('%s', (text) => {
    const html = draw({ sql: text, meaning: text, columns: [{ name: text, type: 'text' }], rows: [[text], [[text]]] })
    expect(html).not.toMatch(/<(?:script|img|iframe|a|style|base|link|form|input|object|embed|math|video)\b/i)
    expect(
      html.match(/<[^>]*>/g)?.filter((tag) => /\s(?:on\w+|src|href)\s*=/i.test(tag.replace(/"[^"]*"/g, '""'))),
    ).toEqual([])
  })
})
