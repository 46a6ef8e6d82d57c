import type { DataSource } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { DataAdminPorts, SourcePlace } from './data-admin-ports'
import { describeSchema, type SchemaWords } from './describe-schema'
import { identityRule } from './identity-rule'
import { requireSource } from './require-source'
import { withoutPersonalSamples } from './without-personal-samples'

/** `identity`: as in `addLoadedSource`; left out: as it is. */
export type SourceChange = { tables?: SchemaWords; identity?: string | null }

/** Notes, synonyms, the allow-list and the identity rule, in the database first. Throws NOT_FOUND or VALIDATION_FAILED. */
export async function changeSource(
  ports: DataAdminPorts,
  scope: Scope,
  place: SourcePlace,
  { tables = {}, identity }: SourceChange,
): Promise<DataSource> {
  const known = await requireSource(ports, scope, place)
  const described = describeSchema(known.schema, tables)
  const rule = identity === undefined ? known.identity : identity === null ? null : identityRule(described, identity)
  const schema = withoutPersonalSamples(described, rule)
  const changed = { ...known, schema, identity: rule, updatedAt: ports.clock.now() }
  // Somebody's own database without a rule holds nothing of ours.
  if (known.kind === 'loaded' || known.identity || rule) await ports.loader.grant(changed)
  const { updatedAt } = changed
  if (!(await ports.store.data.changeSource(scope, known.id, { schema, identity: rule, updatedAt })))
    throw new AppError('NOT_FOUND', 'Data source not found')
  return changed
}
