import { z } from 'zod'
import { requireTenantIn } from '@/lib/admin/access/change-people'
import { addProvider, listProviders, removeProvider, tryProviderByName } from '@/lib/admin/access/change-providers'
import { providerKinds } from '@/lib/domain/provider-store'
import { type Scope, tenant } from '@/lib/domain/scope'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import type { ConsolePrincipal } from '@/lib/http/principal'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import type { AccessServices } from './access-services'

const name = z.string().regex(/^[\w.:-]{1,100}$/, { error: 'has 1 to 100 letters, digits, -, _, . or :' })

const address = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine((value) => !/[?#]|\/\/[^/]*@/.test(value), { error: 'must have no password, query or fragment' })
  .transform((value) => value.replace(/\/+$/, ''))

const providerView = z
  .object({
    name,
    kind: z.enum(providerKinds),
    base_url: z.string().nullable(),
    model: z.string(),
    fallback_model: z.string().nullable(),
    is_own: z.boolean().meta({ description: "False: the server's, for every tenant" }),
    created_at: z.string(),
  })
  .meta({ id: 'Provider' })

const common = { dialect: consoleDialect, auth: hmacOrCookie('either', 'owner'), query: tenantQuery } as const
const providers = '/api/admin/providers'
const one = z.object({ provider: name })

export const listProvidersRow = endpoint({
  ...{ ...common, method: 'GET', path: providers, summary: 'List providers' },
  description: 'Language model providers that agents name by `provider_id`, without their keys.',
  auth: hmacOrCookie('either', 'analyst'),
  responses: { 200: z.object({ providers: z.array(providerView) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { accessAdmin }: AccessServices) {
    const found = await listProviders(accessAdmin, await ownScope(accessAdmin, principal, query))
    return reply(200, {
      providers: found.map(({ tenantId, baseUrl, fallbackModel, createdAt, ...rest }) => ({
        ...{ name: rest.name, kind: rest.kind, model: rest.model, base_url: baseUrl, fallback_model: fallbackModel },
        ...{ is_own: tenantId !== null, created_at: new Date(createdAt).toISOString() },
      })),
    })
  },
})

export const addProviderRow = endpoint({
  ...{ ...common, method: 'POST', path: providers, summary: 'Add a provider' },
  description:
    'The key is stored encrypted and never shown again. Private addresses are reached where EGRESS_ALLOW lists them.',
  body: z.object({
    name,
    kind: z.enum(providerKinds),
    model: text(1, 200),
    fallback_model: text(1, 200).nullish(),
    base_url: address.nullish(),
    api_key: text(1, 4000).nullish(),
  }),
  responses: { 201: z.object({ name }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'],
  async handler({ reply, principal, query, body }, { accessAdmin }: AccessServices) {
    await addProvider(accessAdmin, await ownScope(accessAdmin, principal, query), {
      ...{ name: body.name, kind: body.kind, model: body.model, fallbackModel: body.fallback_model ?? null },
      ...{ baseUrl: body.base_url ?? null, apiKey: body.api_key ?? null },
    })
    return reply(201, { name: body.name })
  },
})

export const removeProviderRow = endpoint({
  ...{ ...common, method: 'DELETE', path: `${providers}/{provider}`, summary: 'Remove a provider' },
  params: one,
  responses: { 204: null },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { accessAdmin }: AccessServices) {
    await removeProvider(accessAdmin, await ownScope(accessAdmin, principal, query), params.provider)
    return reply(204)
  },
})

export const tryProviderRow = endpoint({
  ...{ ...common, method: 'POST', path: `${providers}/{provider}/test`, summary: 'Try a provider' },
  isUnaudited: true,
  description: 'Asks it for one word.',
  params: one,
  responses: {
    200: z.object({
      ok: z.boolean(),
      answer: z.string().nullable(),
      model: z.string(),
      ms: z.int(),
      error: z.string().nullable(),
    }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { accessAdmin }: AccessServices) {
    const tried = await tryProviderByName(accessAdmin, await ownScope(accessAdmin, principal, query), params.provider)
    const { text: answer, model, ms, error } = tried
    return reply(200, { ok: answer !== null, answer: answer?.slice(0, 500) ?? null, model, ms, error })
  },
})

// The platform's key speaks for the tenant that it names.
async function ownScope(
  { store }: AccessServices['accessAdmin'],
  principal: ConsolePrincipal,
  query: z.output<typeof tenantQuery>,
): Promise<Scope> {
  const tenantId = tenantOf(principal, query)
  await requireTenantIn(store, scopeOf(principal), tenantId)
  return tenant(tenantId)
}
