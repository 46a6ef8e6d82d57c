import type { SQLOutputValue } from 'node:sqlite'

type Choice = { declared: RegExp; sqlType: (declared: string) => string; fits: (value: SQLOutputValue) => boolean }

const isNumber = (value: SQLOutputValue) => typeof value === 'number' || typeof value === 'bigint'
const isText = (value: SQLOutputValue) => typeof value === 'string'
const isDay = (value: SQLOutputValue) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(String(value))
const isMoment = (value: SQLOutputValue) =>
  isText(value) && /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/.test(String(value))
const isOneBit = (value: SQLOutputValue) => value === 0n || value === 1n

const choices: readonly Choice[] = [
  { declared: /BOOL/i, sqlType: () => 'boolean', fits: isOneBit },
  { declared: /INT/i, sqlType: () => 'bigint', fits: (value) => typeof value === 'bigint' },
  { declared: /DATETIME|TIMESTAMP/i, sqlType: () => 'timestamp', fits: isMoment },
  { declared: /DATE/i, sqlType: () => 'date', fits: isDay },
  { declared: /NUMERIC|DECIMAL/i, sqlType: exact, fits: isNumber },
  { declared: /REAL|FLOA|DOUB/i, sqlType: () => 'double precision', fits: isNumber },
  { declared: /BLOB/i, sqlType: () => 'bytea', fits: (value) => value instanceof Uint8Array },
]

/** PostgreSQL's type of a SQLite column: the declared one where all values are of it, else text. */
export function chooseType(declared: string, values: readonly SQLOutputValue[]): string {
  const choice = choices.find((candidate) => candidate.declared.test(declared))
  return choice && values.every((value) => value === null || choice.fits(value)) ? choice.sqlType(declared) : 'text'
}

function exact(declared: string): string {
  const size = /\(\s*\d+\s*(?:,\s*\d+\s*)?\)/.exec(declared)
  return size ? `numeric${size[0]}` : 'numeric'
}
