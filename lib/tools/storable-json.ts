import type { Json } from '@/lib/domain/json'

/** Text as the database can hold it: what it refuses (NUL, halves of surrogate pairs) becomes the replacement character. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

const deepest = 64

/** Every string in it made storable, keys too; what lies deeper than 64 levels becomes null. */
export function storableJson(value: Json, depth = 0): Json {
  if (typeof value === 'string') return storableText(value)
  if (value === null || typeof value !== 'object') return value
  if (depth === deepest) return null
  if (Array.isArray(value)) return value.map((item) => storableJson(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [storableText(key), storableJson(item, depth + 1)]),
  )
}
