import { z } from 'zod'
import { changePerson, invitePerson, listPeople, removePersonIn } from '@/lib/admin/access/change-people'
import type { Person } from '@/lib/domain/access-store'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import type { AccessServices } from './access-services'

const role = z.enum(['owner', 'editor', 'analyst', 'user'])

const personView = z.object({ id: z.guid(), email: z.string(), role }).meta({ id: 'Person' })

const madeOnce = z
  .string()
  .nullable()
  .meta({ description: 'A password that was made; it is told this once. Null: the given one' })

const common = { dialect: consoleDialect, auth: hmacOrCookie('either', 'owner'), query: tenantQuery } as const
const people = '/api/admin/people'
const one = z.object({ person_id: z.guid() })

/** Who may sign in to the console and to chatbots. */
export const listPeopleRow = endpoint({
  ...{ ...common, method: 'GET', path: people, summary: 'List people' },
  responses: { 200: z.object({ people: z.array(personView) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { accessAdmin }: AccessServices) {
    const found = await listPeople(accessAdmin, scopeOf(principal), { tenantId: tenantOf(principal, query) })
    return reply(200, { people: found.map(viewOf) })
  },
})

export const addPersonRow = endpoint({
  ...{ ...common, method: 'POST', path: people, summary: 'Add a person' },
  description: 'Owners manage people and keys, editors agents, analysts read; users talk to chatbots.',
  body: z.object({ email: text(3, 320), role, password: text(8, 1000).optional() }),
  responses: { 201: z.object({ person: personView, password: madeOnce }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'],
  async handler({ reply, principal, query, body }, { accessAdmin }: AccessServices) {
    const { person, madePassword } = await invitePerson(accessAdmin, scopeOf(principal), {
      ...{ tenantId: tenantOf(principal, query), email: body.email, role: body.role, password: body.password ?? null },
    })
    return reply(201, { person: viewOf(person), password: madePassword })
  },
})

export const changePersonRow = endpoint({
  ...{ ...common, method: 'PATCH', path: `${people}/{person_id}`, summary: 'Change a person' },
  description:
    'A role or a new password (`new_password: true` makes one). It ends their tokens; a password ends sessions too.',
  params: one,
  body: z.object({
    role: role.optional(),
    password: text(8, 1000).optional(),
    new_password: z.literal(true).optional(),
  }),
  responses: { 200: z.object({ person: personView, password: madeOnce }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'],
  async handler({ reply, principal, query, params, body }, { accessAdmin }: AccessServices) {
    const place = { tenantId: tenantOf(principal, query), personId: params.person_id }
    const password =
      body.password !== undefined ? { is: body.password } : body.new_password ? ('new' as const) : undefined
    const { person, madePassword } = await changePerson(accessAdmin, scopeOf(principal), place, {
      ...(body.role && { role: body.role }),
      ...(password && { password }),
    })
    return reply(200, { person: viewOf(person), password: madePassword })
  },
})

export const removePersonRow = endpoint({
  ...{ ...common, method: 'DELETE', path: `${people}/{person_id}`, summary: 'Remove a person' },
  description: 'Ends their sessions and tokens at once. What they made stays.',
  params: one,
  responses: { 204: null },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'],
  async handler({ reply, principal, query, params }, { accessAdmin }: AccessServices) {
    const place = { tenantId: tenantOf(principal, query), personId: params.person_id }
    await removePersonIn(accessAdmin, scopeOf(principal), place)
    return reply(204)
  },
})

function viewOf({ id, email, role: has }: Person): z.output<typeof personView> {
  return { id, email, role: has }
}
