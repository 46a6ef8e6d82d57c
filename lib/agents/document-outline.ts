import { z } from 'zod'

const maybeText = z.string().nullable().catch(null)
const maybeTexts = z.array(z.string()).catch([])

const transitionOutline = z.object({ condition: maybeText, target: maybeText }).catch({ condition: null, target: null })

const nodeOutline = z
  .object({
    id: z.string().catch(''),
    type: z.string().catch('standard'),
    system_prompt: maybeText,
    static_text: maybeText,
    variables: z.array(z.unknown()).catch([]),
    variable_name: maybeText,
    extraction_prompt: maybeText,
    transitions: z.array(transitionOutline).catch([]),
    intents: z.record(z.string(), z.unknown()).catch({}),
    fields: z.array(z.unknown()).catch([]),
  })
  .nullable()
  .catch(null)

const globalIntentOutline = z
  .object({ target_node: maybeText, active_from_nodes: maybeTexts, excluded_from_nodes: maybeTexts })
  .catch({ target_node: null, active_from_nodes: [], excluded_from_nodes: [] })

const outlineSchema = z.object({
  workflow: z.object({
    initial_node: maybeText,
    nodes: z.array(nodeOutline),
    global_intents: z.record(z.string(), globalIntentOutline).catch({}),
  }),
})

export type NodeOutline = NonNullable<z.infer<typeof nodeOutline>>
export type DocumentOutline = z.infer<typeof outlineSchema>['workflow']

/**
 * What can be read of a document that may be wrong anywhere, so that references are checked even where shapes are wrong.
 * Null: there is no list of nodes to speak of.
 */
export function documentOutline(value: unknown): DocumentOutline | null {
  const parsed = outlineSchema.safeParse(value)
  return parsed.success ? parsed.data.workflow : null
}
