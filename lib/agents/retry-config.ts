import { z } from 'zod'

/** Retry settings as contract 6 writes them, for api_call nodes and webhooks; null and absent both mean the default. */
export const retryConfigSchema = z.looseObject({
  max_retries: z.int().min(0).nullish(),
  initial_delay_ms: z.number().min(0).nullish(),
  max_delay_ms: z.number().min(0).nullish(),
  backoff_multiplier: z.number().min(1).nullish(),
})

export type RetryConfig = z.infer<typeof retryConfigSchema>
