// A form's document, in our own format: `{"form": {…}}`. Unknown keys are kept; null and absent both mean the default.
import { z } from 'zod'
import { countrySchema, fieldConfigSchema } from './field-config'
import { modelConfigSchema } from './node-config'

const filled = z.string().regex(/\S/, 'must not be empty')
const webAddress = z.string().refine(isWebAddress, 'must be an address that starts with http:// or https://')

/** The largest id a row can have. */
export const formIdSchema = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)

export const formConfigSchema = z.looseObject({
  id: formIdSchema.nullish(),
  name: filled,
  title: z.string().nullish(),
  description: z.string().nullish(),
  context: z.string().nullish(),
  /** Blank: the form begins with its first question. */
  greeting: z.string().nullish(),
  summary: filled.nullish(),
  ended: filled.nullish(),
  review: z.boolean().nullish(),
  phrasing: z.enum(['model', 'author']).nullish(),
  callback_url: webAddress.nullish(),
  country: countrySchema.nullish(),
  time_zone: z.string().refine(isTimeZone, 'must be an IANA name such as "Europe/Berlin"').nullish(),
  language: z.string().refine(isLanguage, 'must be a language tag such as "en" or "pt-BR"').nullish(),
  knowledge_base: filled.nullish(),
  llm: modelConfigSchema.nullish(),
  is_active: z.boolean().nullish(),
  fields: z.array(fieldConfigSchema).min(1).max(200),
})

/** A form that is valid, from either format: what `compileForm` takes. */
export type FormConfig = z.infer<typeof formConfigSchema>

/** The name of the agent that a form with this id is. */
export function formSlug(formId: number): string {
  return `form-${formId}`
}

/** True of an address a callback may have. */
export function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '')
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
