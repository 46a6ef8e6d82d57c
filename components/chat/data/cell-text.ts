import type { DataType } from '@/lib/domain/data-source'
import type { Json } from '@/lib/domain/json'
import { texts } from '../../texts'

/** A value as people read it; null where there is none. A day's midnight is the day. */
export function cellText(value: Json, type: DataType): string | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value ? texts.data.yes : texts.data.no
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  return type === 'date' ? text.replace(/^(\d{4,}-\d\d-\d\d)[T ]00:00:00(?:\.0+)?(?:Z|[+-]00(?::?00)?)?$/, '$1') : text
}
