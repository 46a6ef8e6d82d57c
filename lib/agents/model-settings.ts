import type { ModelSettings } from '@/lib/domain/workflow'
import type { ModelConfig } from './node-config'

export function modelSettings(model: ModelConfig | null | undefined): ModelSettings {
  return {
    providerId: model?.provider_id ?? null,
    modelName: model?.model_name ?? null,
    temperature: model?.temperature ?? null,
    maxTokens: model?.max_tokens ?? null,
    serviceTier: model?.service_tier ?? null,
    ...(model?.enabled === false ? { isOff: true as const } : {}),
  }
}
