// The top level of contract 6's configuration. Voice-only settings pass as unknown keys: kept, never read.
import { z } from 'zod'
import { intentConfigSchema, modelConfigSchema, type NodeConfig } from './node-config'
import { retryConfigSchema } from './retry-config'

const threshold = z.number().min(0).max(1)

const webhookConfigSchema = z
  .looseObject({
    enabled: z.boolean().nullish(),
    url: z.string().nullish(),
    events: z.array(z.enum(['call_started', 'call_ended', 'call_analyzed'])).nullish(),
    timeout_seconds: z.number().positive().nullish(),
    auth: z.looseObject({ type: z.enum(['none', 'bearer', 'hmac']).nullish(), secret: z.string().nullish() }).nullish(),
    retry: retryConfigSchema.nullish(),
    include_transcript: z.boolean().nullish(),
    include_latency_metrics: z.boolean().nullish(),
  })
  .superRefine((webhook, context) => {
    if (!webhook.enabled) return
    if (!webhook.url?.trim())
      context.addIssue({ code: 'custom', path: ['url'], message: 'is required where the webhook is enabled' })
    const type = webhook.auth?.type ?? 'none'
    if (type !== 'none' && !webhook.auth?.secret)
      context.addIssue({ code: 'custom', path: ['auth', 'secret'], message: `is required for ${type} authentication` })
  })

export type WebhookConfigWire = z.infer<typeof webhookConfigSchema>

const analysisConfigSchema = z.looseObject({
  enabled: z.boolean().nullish(),
  provider_id: z.string().nullish(),
  questions: z
    .array(
      z.looseObject({
        name: z.string(),
        description: z.string().nullish(),
        type: z.enum(['string', 'number', 'enum', 'boolean']).nullish(),
        choices: z.array(z.looseObject({ value: z.string(), label: z.string().nullish() })).nullish(),
        required: z.boolean().nullish(),
      }),
    )
    .nullish(),
  additional_instructions: z.string().nullish(),
})

/** Letters, digits, `_` and `-`: a name, or a UUID. */
export const agentIdPattern = /^[A-Za-z0-9_-]{1,128}$/

const agentSchema = z.looseObject({
  id: z.string().regex(agentIdPattern, 'must be a UUID, or consist of letters, digits, "_" and "-"'),
  name: z.string().regex(/\S/, 'must not be empty'),
  description: z.string().nullish(),
  version: z.union([z.string(), z.number()], { error: 'must be text' }).nullish(),
  tenant_id: z.string().nullish(),
})

const workflowSettingsSchema = z.looseObject({
  initial_node: z.string(),
  global_prompt: z.string().nullish(),
  history_window: z.int().min(0).nullish(),
  max_transitions: z.int().min(1).nullish(),
  llm: modelConfigSchema.nullish(),
  extraction_llm: modelConfigSchema.nullish(),
  global_intents: z
    .record(
      z.string(),
      intentConfigSchema.extend({
        target_node: z.string(),
        priority: z.number().nullish(),
        active_from_nodes: z.array(z.string()).nullish(),
        excluded_from_nodes: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  global_intent_config: z
    .looseObject({
      enabled: z.boolean().nullish(),
      confidence_threshold: threshold.nullish(),
      context_messages: z.int().min(0).nullish(),
    })
    .nullish(),
  rag: z.looseObject({ enabled: z.boolean().nullish(), config_id: z.string().nullish() }).nullish(),
  small_talk: z
    .looseObject({
      greeting: z.string().nullish(),
      thanks: z.string().nullish(),
      goodbye: z.string().nullish(),
      about: z.string().nullish(),
    })
    .nullish(),
  post_call_analysis: analysisConfigSchema.nullish(),
  webhook: webhookConfigSchema.nullish(),
})

/** Everything but the nodes, which are parsed one by one so that one wrong node does not hide another. */
export const agentDocumentSchema = z.looseObject({
  agent: agentSchema,
  workflow: workflowSettingsSchema.extend({ nodes: z.array(z.unknown()) }),
})

/** A configuration that is valid: what `compileWorkflow` takes. */
export type AgentConfig = {
  agent: z.infer<typeof agentSchema>
  workflow: z.infer<typeof workflowSettingsSchema> & { nodes: NodeConfig[] }
}
