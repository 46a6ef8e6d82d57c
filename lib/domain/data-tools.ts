// What a data agent can do, and what comes of it.
import type { DataSchema, Identity, IdentityRule, QueryColumn } from './data-source'
import type { Json, JsonObject } from './json'

/** The names of contract 3. */
export const executeSql = 'execute_sql'
export const updateUserName = 'update_user_name'

/** What a reply is told of its data source: only what may be read is in the schema. */
export type DataInPlay = { source: string; schema: DataSchema; identity: IdentityRule | null; who: Identity | null }

/** What came back of a question, for people to look at. */
export type DataTableShown = {
  /** Null for those who are not to see it. */
  sql: string | null
  /** The query in plain words; null where there are none that say it truly. */
  meaning: string | null
  columns: readonly QueryColumn[]
  rows: readonly (readonly Json[])[]
  /** There are more rows than `total`. */
  isCut: boolean
  /** Rows found, before any were left out of `rows`. */
  total: number
}

/**
 * How it is known who speaks. `name`: whoever says a name that the data know is taken for that person (open exposure) ·
 * `signed`: the page vouches for the person of this key · `none`: it says nothing, so that no name is believed.
 */
export type IdentityProof = { kind: 'name' } | { kind: 'signed'; key: string } | { kind: 'none' }

const variable = '__identity'

/** Who the conversation knows to speak, of a data source; null: nobody yet. */
export function identityIn(variables: JsonObject, source: string): Identity | null {
  const { source: of, key, firstName, lastName, byName } = objectIn(variables[variable])
  if (of !== source || typeof firstName !== 'string' || typeof lastName !== 'string') return null
  if (typeof key !== 'string' && typeof key !== 'number') return null
  return { source, key, firstName, lastName, ...(byName === true ? { byName } : {}) }
}

export function identityVariables({ source, key, firstName, lastName, byName }: Identity): JsonObject {
  return { [variable]: { source, key, firstName, lastName, ...(byName ? { byName } : {}) } }
}

/** Somebody who was believed for a name alone is not known where a name is not enough; empty where nothing changes. */
export function forgetClaims(variables: JsonObject, proof: IdentityProof): JsonObject {
  return proof.kind !== 'name' && objectIn(variables[variable]).byName === true ? { [variable]: null } : {}
}

function objectIn(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {}
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
