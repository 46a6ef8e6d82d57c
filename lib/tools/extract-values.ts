import type { Json, JsonObject } from '@/lib/domain/json'
import type { ApiCall } from '@/lib/domain/workflow'
import { storableJson } from './storable-json'

/**
 * The values that `response_extraction` names in an answer (contract 6, api_call): dot paths whose numbers index arrays;
 * where nothing stands, `default_value`, else null. Names of the server's own (`__…`) are passed over. Null: not JSON.
 */
export function extractValues(body: string, extraction: ApiCall['responseExtraction']): JsonObject | null {
  const answer = parseJson(body)
  if (answer === undefined) return null
  const own = extraction.filter(({ variableName }) => !variableName.startsWith('__'))
  return Object.fromEntries(
    own.map(({ path, variableName, defaultValue }) => [
      variableName,
      storableJson(valueAt(answer, path) ?? defaultValue ?? null),
    ]),
  )
}

function parseJson(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json
  } catch {
    // Many services answer in plain words: that is no error here.
    return undefined
  }
}

function valueAt(answer: Json, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((place, key) => step(place, key), answer)
}

function step(place: Json | undefined, key: string): Json | undefined {
  if (place === null || typeof place !== 'object') return undefined
  if (isList(place)) return /^\d{1,6}$/.test(key) ? place[Number(key)] : undefined
  return Object.hasOwn(place, key) ? place[key] : undefined
}

// `Array.isArray` does not narrow read-only arrays.
function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}
