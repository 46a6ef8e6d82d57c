// The nodes of contract 6 as the wire writes them. Unknown keys are kept; null and absent both mean the default.
import { z } from 'zod'
import { fieldConfigSchema } from './field-config'
import { retryConfigSchema } from './retry-config'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: 'must be text, a number or a boolean',
})
const filled = z.string().regex(/\S/, 'must not be empty')
const variableName = filled.regex(/^(?!__)/, 'must not start with "__": such names are the server\'s')

const transition = z.looseObject({ condition: z.string(), target: z.string(), priority: z.number().nullish() })

const action = z.union([z.string(), z.looseObject({ type: z.string(), params: z.looseObject({}).nullish() })], {
  error: 'must be text such as "log:…", or an object with a type',
})

const common = {
  id: filled,
  name: z.string().nullish(),
  transitions: z.array(transition).nullish(),
  actions: z.looseObject({ on_entry: z.array(action).nullish(), on_exit: z.array(action).nullish() }).nullish(),
  fallback_text: z.string().nullish(),
}

const words = { system_prompt: z.string().nullish(), static_text: z.string().nullish() }

export const intentConfigSchema = z.looseObject({
  name: z.string().nullish(),
  description: filled,
  examples: z.array(z.string()).nullish(),
})

const serviceTier = z.enum(['auto', 'default', 'flex'])

export const modelConfigSchema = z.looseObject({
  provider_id: z.string().nullish(),
  model_name: z.string().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  max_tokens: z.int().min(1).nullish(),
  service_tier: serviceTier.nullish(),
  enabled: z.boolean().nullish(),
})

const ragConfig = z.looseObject({
  enabled: z.boolean().nullish(),
  knowledge_base: filled.nullish(),
  search_mode: z.enum(['vector', 'fts', 'hybrid']).nullish(),
  top_k: z.int().min(1).max(50).nullish(),
  rrf_k: z.int().min(1).nullish(),
  vector_weight: z.number().min(0).max(1).nullish(),
  fts_weight: z.number().min(0).max(1).nullish(),
})

const standard = z.looseObject({
  ...common,
  ...words,
  type: z.literal('standard'),
  proactive: z.boolean().nullish(),
  interruptions_enabled: z.boolean().nullish(),
  rag: ragConfig.nullish(),
  llm_override: modelConfigSchema.pick({ temperature: true, max_tokens: true, service_tier: true }).loose().nullish(),
  intents: z.record(z.string(), intentConfigSchema).nullish(),
  intent_config: z
    .looseObject({
      confidence_threshold: z.number().min(0).max(1).nullish(),
      context_scope: z.enum(['node', 'conversation']).nullish(),
      context_messages: z.int().min(0).nullish(),
    })
    .nullish(),
})

const retrieveVariable = z.looseObject({
  ...common,
  type: z.literal('retrieve_variable'),
  variables: z
    .array(z.looseObject({ variable_name: variableName, extraction_prompt: filled, default_value: z.json().nullish() }))
    .nullish(),
  variable_name: variableName.nullish(),
  extraction_prompt: filled.nullish(),
  default_value: z.json().nullish(),
})

const apiCallConfigSchema = z.looseObject({
  method: z
    .string()
    .toUpperCase()
    .pipe(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']))
    .nullish(),
  url: filled,
  headers: z.record(z.string(), scalar).nullish(),
  query_params: z.record(z.string(), scalar).nullish(),
  body: z.json().nullish(),
  timeout_seconds: z.number().positive().max(120).nullish(),
  retry: retryConfigSchema.nullish(),
  response_extraction: z
    .array(z.looseObject({ path: filled, variable_name: variableName, default_value: z.json().nullish() }))
    .nullish(),
  response_size_limit_bytes: z
    .int()
    .min(1)
    .max(50 * 1024)
    .nullish(),
  allowed_hosts: z.array(filled).nullish(),
})

export type ApiCallConfig = z.infer<typeof apiCallConfigSchema>

const apiCall = z.looseObject({
  ...common,
  type: z.literal('api_call'),
  static_text: z.string().nullish(),
  api_call: apiCallConfigSchema,
})

const agentTransfer = z.looseObject({
  ...common,
  type: z.literal('agent_transfer'),
  target_agent_id: filled,
  transfer_context: z.boolean().nullish(),
  transfer_message: z.string().nullish(),
})

const endCall = z.looseObject({ ...common, ...words, type: z.literal('end_call') })

const assist = z.looseObject({
  ...common,
  type: z.literal('assist'),
  system_prompt: filled,
  tools: z
    .array(
      z.looseObject({ name: filled, description: z.string(), parameters: z.record(z.string(), z.json()).nullish() }),
    )
    .nullish(),
  step_cap: z.int().min(1).max(50).nullish(),
  rag: ragConfig.nullish(),
})

const collect = z.looseObject({
  ...common,
  type: z.literal('collect'),
  fields: z.array(fieldConfigSchema).min(1).max(200),
  review: z.boolean().nullish(),
  context: z.string().nullish(),
  phrasing: z.enum(['model', 'author']).nullish(),
  rag: ragConfig.nullish(),
})

/** One schema a node type: contract 6's five, and `assist` and `collect`, our additions. */
export const nodeSchemas = {
  standard,
  retrieve_variable: retrieveVariable,
  api_call: apiCall,
  agent_transfer: agentTransfer,
  end_call: endCall,
  assist,
  collect,
}

export type NodeType = keyof typeof nodeSchemas
export type NodeConfig = z.infer<(typeof nodeSchemas)[NodeType]>
export type ModelConfig = z.infer<typeof modelConfigSchema>
export type ActionConfig = z.infer<typeof action>

export function isNodeType(type: unknown): type is NodeType {
  return typeof type === 'string' && Object.hasOwn(nodeSchemas, type)
}
