import { randomUUID } from 'node:crypto'
import type { DataSource, LoadedData } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { DataAdminPorts } from './data-admin-ports'
import { describeSchema, type SchemaWords } from './describe-schema'
import { identityRule } from './identity-rule'
import { withUsualWords } from './usual-words'
import { withoutPersonalSamples } from './without-personal-samples'

type NewSource = {
  tenantId: string
  /** What agents name. */
  name: string
  /** `TABLE.KEY,FIRST_NAME,LAST_NAME`; null: nobody is known, and every row is open to all who may ask. */
  identity: string | null
  words?: SchemaWords
}

type Added = { source: DataSource; leftOut: readonly string[] }

/**
 * Loads a SQL script or SQLite file, or what `load` makes, into a database of its own. Nothing stays of one that fails.
 * Throws NOT_FOUND for an unknown tenant, CONFLICT for a taken name, VALIDATION_FAILED for what cannot be loaded or has no
 * such identity, SERVER_ERROR where no database may be made.
 */
export async function addLoadedSource(
  ports: DataAdminPorts,
  scope: Scope,
  wanted: NewSource,
  load: (sourceId: string) => Promise<LoadedData>,
): Promise<Added> {
  await requireFree(ports, scope, wanted)
  const id = randomUUID()
  const { database, schema, leftOut } = await load(id)
  try {
    const source = newSource(ports, wanted, { id, kind: 'loaded', database, url: null, schema })
    await ports.loader.grant(source)
    await ports.store.data.addSource(scope, source)
    return { source, leftOut }
  } catch (error) {
    await ports.loader.drop({ id, kind: 'loaded' })
    throw error
  }
}

/** Reads what is behind a PostgreSQL address, which is kept. Throws as `addLoadedSource` does. */
export async function addAddress(
  ports: DataAdminPorts,
  scope: Scope,
  { url, ...wanted }: NewSource & { url: string },
): Promise<Added> {
  await requireFree(ports, scope, wanted)
  const schema = await ports.loader.inspect(url)
  const source = newSource(ports, wanted, { id: randomUUID(), kind: 'postgres', database: null, url, schema })
  if (source.identity) await ports.loader.grant(source)
  try {
    await ports.store.data.addSource(scope, source)
  } catch (error) {
    await ports.loader.drop(source)
    throw error
  }
  return { source, leftOut: [] }
}

async function requireFree({ store }: DataAdminPorts, scope: Scope, { tenantId, name }: NewSource): Promise<void> {
  // `import` is a path of the API.
  if (!/^[a-z][\w-]{0,62}$/i.test(name) || name === 'import')
    throw new AppError(
      'VALIDATION_FAILED',
      'The name of a data source has letters, digits, _ and -, and begins with a letter',
    )
  if (!(await store.access.getTenant(scope, tenantId))) throw new AppError('NOT_FOUND', 'Tenant not found')
  if (await store.data.findSource(scope, tenantId, name))
    throw new AppError('CONFLICT', 'A data source of this name exists already')
}

function newSource(
  { clock }: DataAdminPorts,
  { tenantId, name, identity, words = {} }: NewSource,
  made: Pick<DataSource, 'id' | 'kind' | 'database' | 'url' | 'schema'>,
): DataSource {
  const schema = describeSchema(withUsualWords(made.schema), words)
  const rule = identity === null ? null : identityRule(schema, identity)
  const now = clock.now()
  return {
    ...made,
    schema: withoutPersonalSamples(schema, rule),
    tenantId,
    name,
    identity: rule,
    createdAt: now,
    updatedAt: now,
  }
}
