import type { DataType } from '@/lib/domain/data-source'
import type { Json } from '@/lib/domain/json'

// PostgreSQL's numbers of its types.
const typeOf = new Map<number, DataType>([
  ...[20, 21, 23, 700, 701, 1700].map((oid) => [oid, 'number'] as const),
  ...[1082, 1083, 1114, 1184, 1266].map((oid) => [oid, 'date'] as const),
  ...[18, 19, 25, 1042, 1043].map((oid) => [oid, 'text'] as const),
  [16, 'boolean'],
])

export function dataTypeOf(oid: number): DataType {
  return typeOf.get(oid) ?? 'other'
}

/** One value in PostgreSQL's text form. A number that would lose digits stays text. */
export function readValue(text: string | null, oid: number): Json {
  if (text === null) return null
  const type = dataTypeOf(oid)
  if (type === 'boolean') return text === 't'
  if (type !== 'number') return text
  const digits = text.replace(/^-|\.|^0+/g, '').replace(/^0+/, '').length
  const value = Number(text)
  return Number.isFinite(value) && digits <= 15 ? value : text
}
