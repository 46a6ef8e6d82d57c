import { z } from 'zod'
import type { DataSchema, IdentityRule } from '@/lib/domain/data-source'

const texts = z.array(z.string())

const column = z.object({
  name: z.string(),
  type: z.enum(['text', 'number', 'date', 'boolean', 'other']),
  sqlType: z.string(),
  isNullable: z.boolean(),
  note: z.string().nullable(),
  synonyms: texts,
  unit: z.string().nullable(),
  isAllowed: z.boolean(),
  samples: texts,
})

const table = z.object({
  name: z.string(),
  note: z.string().nullable(),
  synonyms: texts,
  columns: z.array(column),
  primaryKey: texts,
  foreignKeys: z.array(z.object({ columns: texts, table: z.string(), references: texts })),
  rows: z.number().nullable(),
  isAllowed: z.boolean(),
})

export const schemaColumn: z.ZodType<DataSchema> = z.object({
  tables: z.array(table),
  namespace: z.string().exactOptional(),
})

const hop = z.object({ column: z.string(), references: z.object({ table: z.string(), column: z.string() }) })

export const identityColumn: z.ZodType<IdentityRule> = z.object({
  table: z.string(),
  key: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  rows: z.array(z.object({ table: z.string(), path: z.array(hop) })),
})
