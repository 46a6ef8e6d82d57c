import type { DataSchema, DataTable } from '@/lib/domain/data-source'

/** Up to here a model is told of every table. */
const fewTables = 15
const mostTables = 20

/**
 * The tables that matter for what was asked: those whose names, words or values are said in it, and those that lie between
 * them. Of a small schema all. Pure.
 */
export function relevantTables({ tables }: DataSchema, asked: readonly string[]): readonly DataTable[] {
  if (tables.length <= fewTables) return tables
  const said = stems(asked.join(' '))
  const scored = tables
    .map((table) => ({ table, score: scoreOf(table, said) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const chosen = new Set(scored.slice(0, mostTables / 2).map(({ table }) => table.name))
  const linked = tables.filter(({ name }) => !chosen.has(name) && isBetween(name, chosen, tables))
  for (const { name } of linked) if (chosen.size < mostTables) chosen.add(name)
  return tables.filter(({ name }) => chosen.has(name))
}

// What a chosen table points at, and what points at two of them, joins are made of.
function isBetween(name: string, chosen: ReadonlySet<string>, tables: readonly DataTable[]): boolean {
  const isPointedAt = tables.some(
    (table) => chosen.has(table.name) && table.foreignKeys.some((key) => key.table === name),
  )
  const own = tables.find((table) => table.name === name)
  const points = new Set(own?.foreignKeys.map((key) => key.table).filter((table) => chosen.has(table)))
  return isPointedAt || points.size >= 2
}

function scoreOf(table: DataTable, said: ReadonlySet<string>): number {
  const hits = (text: string) => {
    const words = [...stems(text)]
    return words.length > 0 && words.every((word) => said.has(word))
  }
  const own = [table.name, ...table.synonyms].some(hits) ? 3 : 0
  const columns = table.columns.filter(({ name, synonyms, samples }) => [name, ...synonyms, ...samples].some(hits))
  return own + columns.length
}

// Names as words: `InvoiceLine` and `invoice_lines` are "invoice" and "line".
function stems(text: string): Set<string> {
  const words =
    text
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.map(singular))
}

function singular(word: string): string {
  if (word.length < 4) return word
  return word.replace(/ies$/, 'y').replace(/(?<=ss|x|ch|sh)es$|(?<=[^s])s$/, '')
}
