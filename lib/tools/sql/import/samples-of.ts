import type pg from 'pg'
import type { DataType } from '@/lib/domain/data-source'
import { quoteName } from '../quote'

const most = 60
const longest = 60

// A table of people: its names, addresses and numbers are nobody's to see; where they live says nobody who they are.
const ofPeople =
  /^(?:first|last|given|family|middle|full|sur)_?name$|^(?:e_?mail|phone|birth_?(?:date|day)|date_?of_?birth|ssn)$/i
const harmless = /country|city|state|region|type|status|category|gender|language|currency/i
const personal =
  /e_?mail|phone|fax|address|postal|zip|street|url|uri|password|token|secret|key|composer|author|contact|person/i

/** By column the commonest of its short values, where they name things; none of columns that name people. */
export async function samplesOf(
  client: pg.Client,
  qualified: string,
  table: string,
  columns: readonly { name: string; type: DataType }[],
): Promise<Map<string, string[]>> {
  const isOfPeople =
    columns.some(({ name }) => ofPeople.test(name)) || /person|people|employee|customer|user|patient/i.test(table)
  const naming = columns.filter(
    ({ name, type }) => type === 'text' && !personal.test(name) && (!isOfPeople || harmless.test(name)),
  )
  const samples = new Map<string, string[]>()
  for (const { name } of naming) {
    const column = quoteName(name)
    const { rows } = await client.query<{ value: string }>(
      `SELECT ${column}::text AS value FROM (SELECT ${column} FROM ${qualified} LIMIT 100000) AS looked_at
       WHERE length(${column}::text) BETWEEN 1 AND ${longest} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${most}`,
    )
    if (rows.length > 0)
      samples.set(
        name,
        rows.map(({ value }) => value),
      )
  }
  return samples
}
