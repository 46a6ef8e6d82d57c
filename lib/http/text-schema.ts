import { z } from 'zod'

/** Text of `min` to `max` characters, counted in code points as people count them. */
export function text(min: number, max: number) {
  return z
    .string()
    .refine((value) => hasLength(value, min, max), {
      error: `Must have ${min} to ${max.toLocaleString('en-US')} characters`,
    })
    .meta({ minLength: min, maxLength: max })
}

function hasLength(value: string, min: number, max: number): boolean {
  // A code point has one or two units: most texts need no counting.
  if (value.length < min || value.length > max * 2) return false
  if (value.length <= max && value.length >= min * 2) return true
  const length = [...value].length
  return length >= min && length <= max
}
