import { expect, test } from 'vitest'
import { describeQuery } from './describe-query'

test.each([
  [
    'SELECT invoice_id, total FROM invoice ORDER BY total LIMIT 1',
    'Invoice id and total in invoice, lowest total first, the first one only.',
  ],
  ['SELECT count(*) FROM track', 'The number of rows in track.'],
  ['SELECT count(DISTINCT country) AS n FROM customer', 'The number of different country in customer.'],
  [
    `SELECT billing_country, sum(total) AS revenue FROM invoice GROUP BY billing_country ORDER BY revenue DESC LIMIT 5`,
    'The sum of total in invoice, for each billing country, highest sum of total first, 5 at most.',
  ],
  [
    `SELECT t.name FROM track t JOIN genre g ON g.genre_id = t.genre_id WHERE g.name = 'Rock' AND t.milliseconds > 300000`,
    'Name in track with genre, only where name is “Rock” and milliseconds is above 300000.',
  ],
  [
    `SELECT "InvoiceId" FROM "Invoice" WHERE "InvoiceDate" BETWEEN '2022-01-01' AND '2022-12-31'`,
    'Invoice id in invoice, only where invoice date lies between “2022-01-01” and “2022-12-31”.',
  ],
  [
    'SELECT extract(year FROM invoice_date) AS y, avg(total) FROM invoice GROUP BY 1',
    'The average of total in invoice, for each year of invoice date.',
  ],
  [`SELECT name FROM artist WHERE name ILIKE 'a%'`, 'Name in artist, only where name is like “a…”.'],
  ["SELECT name FROM artist WHERE name IN ('A', 'B')", 'Name in artist, only where name is one of “A”, “B”.'],
  ['SELECT DISTINCT country FROM customer', 'The different values of country in customer.'],
])('%s', async (sql, sentence) => {
  expect(await describeQuery(sql)).toBe(sentence)
})

test.each([
  'WITH a AS (SELECT 1) SELECT * FROM a',
  'SELECT 1 UNION SELECT 2',
  'drop table x',
  'nonsense',
  '',
  'SELECT rank() OVER (ORDER BY a) FROM b',
])('what has no true words has none: %s', async (sql) => {
  expect(await describeQuery(sql)).toBeNull()
})
