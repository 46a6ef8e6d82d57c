// An assistant's document: `{"assistant": {…}}`: a prompt, and what it draws on. Unknown keys are kept; null and absent both
// mean the default.
import { z } from 'zod'
import { agentIdPattern } from './agent-config'
import { modelConfigSchema } from './node-config'

const filled = z.string().regex(/\S/, 'must not be empty')

export const assistantConfigSchema = z.looseObject({
  id: z.string().regex(agentIdPattern, 'must be a UUID, or consist of letters, digits, "_" and "-"'),
  name: filled,
  description: z.string().nullish(),
  prompt: z.string().nullish(),
  greeting: z.string().nullish(),
  /** Said where a model is needed and there is none. */
  fallback_text: z.string().nullish(),
  /** Name of the database it answers from. */
  data_source: filled.nullish(),
  /** True: questions about the data are answered only to somebody whom the data know by name. */
  identify: z.boolean().nullish(),
  /** Id or name of the documents it answers from. */
  knowledge_base: filled.nullish(),
  /** Ids or names of further documents, searched beside those. */
  knowledge_bases: z.array(filled).max(20).nullish(),
  /** True: only those whom it was shared with may talk to it; visitors' pages and APIs do not know it. */
  members_only: z.boolean().nullish(),
  /** Replies of one turn that may ask for tools. */
  step_cap: z.int().min(1).max(20).nullish(),
  history_window: z.int().min(0).nullish(),
  llm: modelConfigSchema.nullish(),
  small_talk: z
    .looseObject({
      greeting: z.string().nullish(),
      thanks: z.string().nullish(),
      goodbye: z.string().nullish(),
      about: z.string().nullish(),
    })
    .nullish(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'must be a two-letter country code')
    .nullish(),
  time_zone: z.string().nullish(),
})

/** An assistant that is valid: what `compileAssistant` takes. */
export type AssistantConfig = z.infer<typeof assistantConfigSchema>
