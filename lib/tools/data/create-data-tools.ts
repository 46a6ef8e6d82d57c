import type { DataAccess, DataSchema, DataSource, IdentityRule } from '@/lib/domain/data-source'
import {
  type DataTableShown,
  executeSql,
  type IdentityProof,
  identityIn,
  updateUserName,
} from '@/lib/domain/data-tools'
import type { JsonObject } from '@/lib/domain/json'
import type { ToolCall } from '@/lib/domain/turn-event'
import { allowedSchema } from './allowed-schema'
import { nameUser } from './name-user'
import { runSql } from './run-sql'

type Outcome = { output: string; isError: boolean; variables: JsonObject; table?: DataTableShown }

type About = {
  tenantId: string
  node: { dataSource?: string }
  variables: JsonObject
  proof: IdentityProof
  heard: readonly string[]
}

type Ports = {
  access: DataAccess
  findSource(tenantId: string, name: string): Promise<DataSource | null>
}

const mostKept = 200

/** Contract 3's two tools over a tenant's data sources. Throws SERVER_ERROR where a source is away. */
export function createDataTools({ access, findSource }: Ports) {
  const described = new Map<string, { updatedAt: number; schema: DataSchema; identity: IdentityRule | null }>()

  // The same object as long as nothing is changed: what is worked out from it is worked out once.
  function describe({ id, updatedAt, schema, identity }: DataSource) {
    const known = described.get(id)
    if (known?.updatedAt === updatedAt) return known
    const made = { updatedAt, schema: allowedSchema(schema), identity }
    if (described.size >= mostKept) described.clear()
    described.set(id, made)
    return made
  }

  return {
    async describeData(tenantId: string, name: string) {
      const source = await findSource(tenantId, name)
      if (!source) return null
      const { schema, identity } = describe(source)
      return { schema, identity }
    },

    async callTool(call: ToolCall, about: About, signal: AbortSignal): Promise<Outcome> {
      const { dataSource } = about.node
      const source = dataSource === undefined ? null : await findSource(about.tenantId, dataSource)
      if (!source) return failed('There are no data to ask here.')
      switch (call.name) {
        case executeSql:
          return runSql(access, { source, args: call.args, identity: identityIn(about.variables, source.name) }, signal)
        case updateUserName:
          return nameUser(access, { source, args: call.args, proof: about.proof, heard: about.heard })
        default:
          return failed(`There is no tool named ${JSON.stringify(call.name)}.`)
      }
    },
  }
}

function failed(output: string): Outcome {
  return { output, isError: true, variables: {} }
}
