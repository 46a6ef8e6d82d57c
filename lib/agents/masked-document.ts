const mask = '••••••'
const named = /auth|key|token|secret|password|cookie/i

/** A document without the secrets that it holds for other servers: for those who may read it and not change it. Pure. */
export function maskedDocument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskedDocument)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskedEntry(key, one)]))
}

function maskedEntry(key: string, value: unknown): unknown {
  if (key === 'secret' && typeof value === 'string' && value !== '') return mask
  if ((key === 'headers' || key === 'query_params') && typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, named.test(name) ? mask : one]))
  return maskedDocument(value)
}
