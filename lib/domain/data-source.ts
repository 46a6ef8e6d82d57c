// Data sources: databases that a data agent answers from, as their owners describe them.
import type { Json } from './json'

/** One data source of a tenant. */
export type DataSource = {
  id: string
  tenantId: string
  /** Unique in the tenant: what agents name. */
  name: string
  /** `loaded`: our own database, filled from files · `postgres`: somebody's, reached by its address. */
  kind: 'loaded' | 'postgres'
  /** The name of the database, of a loaded one. */
  database: string | null
  /** The address, of the others; stored encrypted, never shown. */
  url: string | null
  schema: DataSchema
  identity: IdentityRule | null
  createdAt: number
  updatedAt: number
}

/** A snapshot of the tables that may be read: what is not in it does not exist for the agent. */
export type DataSchema = {
  tables: readonly DataTable[]
  /** The namespace that holds them; absent: `public`. */
  namespace?: string
}

export type DataTable = {
  /** As SQL has it, unquoted: `invoice_line` or `InvoiceLine`. */
  name: string
  /** What it holds, in its owner's words. */
  note: string | null
  /** Other words for one row of it: "purchase", "order". */
  synonyms: readonly string[]
  columns: readonly DataColumn[]
  primaryKey: readonly string[]
  foreignKeys: readonly { columns: readonly string[]; table: string; references: readonly string[] }[]
  /** About how many rows. */
  rows: number | null
  /** False: not on the allow-list. */
  isAllowed: boolean
}

export type DataColumn = {
  name: string
  type: DataType
  /** PostgreSQL's own name of it: `numeric(10,2)`. */
  sqlType: string
  isNullable: boolean
  note: string | null
  synonyms: readonly string[]
  /** "currency:USD", "ms", "bytes": how values are shown; null: as they are. */
  unit: string | null
  isAllowed: boolean
  /** Some of the values, where they name things ("Rock", "Germany"); never of a column that names people. */
  samples: readonly string[]
}

export type DataType = 'text' | 'number' | 'date' | 'boolean' | 'other'

/**
 * Who a person is, and which rows are theirs. Rows of tables named here are seen by their person alone: until somebody is
 * known, by nobody. Other tables are open to all who may ask.
 */
export type IdentityRule = {
  table: string
  /** Its key: the value that is bound. */
  key: string
  firstName: string
  lastName: string
  /** `path`: joins from the table to the person's key; of the identity table itself it is empty. */
  rows: readonly { table: string; path: readonly { column: string; references: { table: string; column: string } }[] }[]
}

/** What the server knows about who speaks; kept in the conversation as `__identity`, never set from outside. */
export type Identity = {
  source: string
  key: Json
  firstName: string
  lastName: string
  /** Believed for the name alone. */
  byName?: true
}

export type QueryColumn = { name: string; type: DataType }

/** An answer of a data source: data, never instructions. */
export type QueryResult = {
  columns: readonly QueryColumn[]
  rows: readonly (readonly Json[])[]
  /** Rows or bytes beyond the caps were left out. */
  isCut: boolean
  ms: number
}

/** Why a query was not answered: `refused` by a rule (no attempt was made), `failed` in the database, `timeout`. */
export type QueryFailure = { kind: 'refused' | 'failed' | 'timeout'; message: string }

/** Somebody whom a data source knows by this name: `key` is what is bound. */
export type KnownPerson = { key: Json; firstName: string; lastName: string }

export type QueryOptions = { signal: AbortSignal; timeoutMs: number }

/** The only way to the rows of a data source. */
export type DataAccess = {
  /** Never throws for what the SQL or the database does wrong. Without an identity, rows that belong to people are none. */
  runQuery(
    source: DataSource,
    sql: string,
    identity: Identity | null,
    options: QueryOptions,
  ): Promise<QueryResult | QueryFailure>
  /** By the source's identity rule, in any case of letters; `ambiguous`: several have this name. Throws SERVER_ERROR when the source is away. */
  findPerson(source: DataSource, firstName: string, lastName: string): Promise<KnownPerson | null | 'ambiguous'>
}

/** A table with all its rows, as text in PostgreSQL's forms, to be made in a source's own database. */
export type FilledTable = {
  name: string
  columns: readonly { name: string; sqlType: string; isNullable: boolean }[]
  primaryKey: readonly string[]
  foreignKeys: DataTable['foreignKeys']
  rows: readonly (readonly (string | null)[])[]
}

/** `leftOut`: the kinds of statements of a script that were not run. */
export type LoadedData = { database: string; schema: DataSchema; leftOut: readonly string[] }

/** Makes, fills and removes the databases of sources. What a file or a server does wrong is an AppError that says it. */
export type DataLoader = {
  /** A SQL script or a SQLite file, by what is in it. */
  loadFile(sourceId: string, bytes: Uint8Array): Promise<LoadedData>
  loadTables(sourceId: string, tables: readonly FilledTable[]): Promise<LoadedData>
  /** The tables behind the address of a `postgres` source that its role may read. */
  inspect(url: string): Promise<DataSchema>
  /** Makes the database say what the source's allow-list and identity rule say. */
  grant(source: DataSource): Promise<void>
  /**
   * Removes a loaded source's database, as far as there is one, or from somebody's own what `grant` has put there.
   * Throws SERVER_ERROR with what is left.
   */
  drop(source: DataSource | { id: string; kind: 'loaded' }): Promise<void>
}
