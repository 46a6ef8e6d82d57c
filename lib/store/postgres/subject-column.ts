import { z } from 'zod'
import type { Subject } from '@/lib/domain/chatbot'

/** `person:…` or `external:…`, as tokens say it. */
export const subjectColumn: z.ZodType<Subject> = z.templateLiteral([z.enum(['person', 'external']), ':', z.string()])
