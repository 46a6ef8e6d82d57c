import { z } from 'zod'
import { listTenants, makeTenant, renameTenant, type TenantMaker } from '@/lib/admin/access/change-tenants'
import { changeTenantSettings, readTenantSettings } from '@/lib/admin/access/tenant-settings'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import type { ConsolePrincipal } from '@/lib/http/principal'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import type { AccessServices } from './access-services'

const tenantView = z.object({ id: z.guid(), name: z.string(), created_at: z.string() }).meta({ id: 'Tenant' })

const common = { dialect: consoleDialect, auth: hmacOrCookie('either', 'owner') } as const

/** The caller's own; all of them for the platform's key and the owners of the first tenant. */
export const listTenantsRow = endpoint({
  ...{ ...common, method: 'GET', path: '/api/admin/tenants', summary: 'List tenants' },
  responses: { 200: z.object({ tenants: z.array(tenantView), may_add: z.boolean() }) },
  errors: [],
  async handler({ reply, principal }, { accessAdmin }: AccessServices) {
    const maker = makerOf(principal)
    const found = await listTenants(accessAdmin, maker)
    return reply(200, {
      tenants: found.map(({ id, name, createdAt }) => ({ id, name, created_at: new Date(createdAt).toISOString() })),
      may_add: maker.kind === 'platform' || maker.tenantId === accessAdmin.defaultTenantId,
    })
  },
})

export const addTenantRow = endpoint({
  ...{ ...common, method: 'POST', path: '/api/admin/tenants', summary: 'Add a tenant' },
  description:
    'With its first owner. For the platform key and the owners of the first tenant, who see nothing inside it.',
  body: z.object({ name: text(1, 100), owner_email: text(3, 320), owner_password: text(8, 1000).optional() }),
  responses: {
    201: z.object({
      tenant: z.object({ id: z.guid(), name: z.string() }),
      owner: z.object({ id: z.guid(), email: z.string() }),
      password: z.string().nullable().meta({ description: 'Where it was made; told this once' }),
    }),
  },
  errors: ['BAD_REQUEST', 'FORBIDDEN', 'CONFLICT'],
  async handler({ reply, principal, body }, { accessAdmin }: AccessServices) {
    const { tenant, owner, madePassword } = await makeTenant(accessAdmin, makerOf(principal), {
      ...{ name: body.name, ownerEmail: body.owner_email, ownerPassword: body.owner_password ?? null },
    })
    return reply(201, { tenant, owner: { id: owner.id, email: owner.email }, password: madePassword })
  },
})

const settingsView = z
  .object({
    name: z.string(),
    landing_agent: z.string().nullable().meta({ description: 'Answers chats that name nobody' }),
    threads_agent: z.string().nullable().meta({ description: 'Answers threads' }),
    host_names: z.array(z.string()).meta({ description: "Under these names the server is this tenant's" }),
  })
  .meta({ id: 'TenantSettings' })

const hostName = z.string().regex(/^(?=.{1,253}$)[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/, {
  error: 'must be a host name in small letters, without a port',
})

const settingsRow = {
  ...common,
  path: '/api/admin/tenant',
  query: tenantQuery,
  responses: { 200: settingsView },
} as const

export const readTenantRow = endpoint({
  ...{ ...settingsRow, method: 'GET', summary: 'Get the settings of a tenant' },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { accessAdmin }: AccessServices) {
    return reply(200, await viewOf(accessAdmin, principal, tenantOf(principal, query)))
  },
})

export const changeTenantRow = endpoint({
  ...{ ...settingsRow, method: 'PATCH', summary: 'Change the settings of a tenant' },
  description: 'What is left out stays. Host names are for the platform key and the owners of the first tenant.',
  body: z.object({
    name: text(1, 100).optional(),
    landing_agent: text(1, 255).nullable().optional(),
    threads_agent: text(1, 255).nullable().optional(),
    host_names: z.array(hostName).max(50).optional(),
  }),
  errors: ['BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
  async handler({ reply, principal, query, body }, { accessAdmin }: AccessServices) {
    const [scope, tenantId] = [scopeOf(principal), tenantOf(principal, query)]
    await changeTenantSettings(
      accessAdmin,
      scope,
      { tenantId, maker: makerOf(principal) },
      {
        ...(body.landing_agent === undefined ? {} : { landingAgent: body.landing_agent }),
        ...(body.threads_agent === undefined ? {} : { threadsAgent: body.threads_agent }),
        ...(body.host_names && { hostNames: body.host_names }),
      },
    )
    if (body.name) await renameTenant(accessAdmin, scope, { tenantId, name: body.name })
    return reply(200, await viewOf(accessAdmin, principal, tenantId))
  },
})

async function viewOf(
  accessAdmin: AccessServices['accessAdmin'],
  principal: ConsolePrincipal,
  tenantId: string,
): Promise<z.output<typeof settingsView>> {
  const { name, settings } = await readTenantSettings(accessAdmin, scopeOf(principal), { tenantId })
  return {
    name,
    landing_agent: settings.landingAgent,
    threads_agent: settings.threadsAgent,
    host_names: [...settings.hostNames],
  }
}

function makerOf(principal: ConsolePrincipal): TenantMaker {
  return principal.kind === 'platform' ? principal : { kind: 'tenant', tenantId: principal.tenantId }
}
