import { z } from 'zod'
import { countDropOff } from '@/lib/admin/forms/count-drop-off'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { formParams, formPlace } from './form-schemas'
import type { FormsServices } from './forms-services'
import { filterOf, filterQuery } from './response-schemas'

/** Where people leave a form. */
export const dropOffRow = endpoint({
  method: 'GET',
  path: '/api/admin/forms/{form_id}/drop-off',
  dialect: consoleDialect,
  summary: 'Where people leave a form',
  auth: hmacOrCookie('either', 'analyst'),
  params: formParams,
  query: filterQuery.omit({ reveal: true, status: true, search: true }),
  responses: {
    200: z.object({
      not_started: z.int().meta({ description: 'In which no question was asked' }),
      partial: z.int(),
      completed: z.int(),
      fields: z.array(
        z.object({
          field_id: z.string(),
          label: z.string(),
          reached: z.int().meta({ description: 'Asked, answered beforehand, or passed over' }),
          answered: z.int(),
          skipped: z.int(),
          left_at: z.int().meta({ description: 'Asked last, where the form was not brought to its end' }),
        }),
      ),
    }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { formsAdmin }: FormsServices) {
    const wanted = { ...formPlace(principal, query, params), ...filterOf({ ...query, reveal: false }) }
    const { notStarted, partial, completed, fields } = await countDropOff(formsAdmin, scopeOf(principal), wanted)
    return reply(200, {
      ...{ not_started: notStarted, partial, completed },
      fields: fields.map(({ id, label, reached, answered, skipped, leftAt }) => ({
        ...{ field_id: id, label, reached, answered, skipped, left_at: leftAt },
      })),
    })
  },
})
