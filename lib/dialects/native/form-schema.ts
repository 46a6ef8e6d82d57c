import { z } from 'zod'
import { fieldTypes, reviewField } from '@/lib/domain/form'

const limit = z.union([z.number(), z.string()]).nullable()

export const formBody = z
  .object({
    form_id: z.int().nullable().meta({ description: 'Null where a workflow asks, and no form of its own' }),
    title: z.string(),
    asking: z
      .string()
      .nullable()
      .meta({ description: `The field asked last, or \`${reviewField}\`` }),
    confirming: z.object({ field: z.string(), value: z.unknown() }).nullable(),
    fields: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        type: z.enum(fieldTypes),
        question: z.string(),
        help: z.string().nullable(),
        why: z.string().nullable(),
        required: z.boolean(),
        choices: z.array(z.object({ value: z.string(), label: z.string() })),
        min: limit,
        max: limit,
        country: z.string().nullable(),
        currency: z.string().nullable(),
        sensitive: z.boolean(),
      }),
    ),
    answers: z.record(z.string(), z.unknown()).meta({ description: 'By field; sensitive ones are masked' }),
    skipped: z.array(z.string()),
    progress: z.object({ answered: z.int(), remaining: z.int(), share: z.number() }),
    is_paused: z.boolean(),
    outcome: z.enum(['complete', 'cancelled', 'used-up']).nullable(),
    review: z.boolean(),
  })
  .meta({ id: 'ChatForm' })
