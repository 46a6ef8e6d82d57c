import { createAnthropic } from '@ai-sdk/anthropic'
import { createAzure } from '@ai-sdk/azure'
import { createGoogle } from '@ai-sdk/google'
import type { Clock } from '@/lib/domain/clock'
import type { GuardedFetch } from '@/lib/domain/egress'
import { AppError } from '@/lib/domain/errors'
import type { Language } from '@/lib/domain/language'
import type { NamedProvider } from '@/lib/domain/provider-store'
import { languageOnWire, type ModelSetup } from '@/lib/language/model/create-model-language'
import { type ModelWire, openAiWire } from '@/lib/language/model/model-wire'
import { aiSdkWire } from './ai-sdk-wire'

export type ProviderLanguageSetup = Omit<ModelSetup, 'model' | 'embeddingModel' | 'fallbackModel'> & {
  fetch: GuardedFetch
}

const serviceOf = {
  anthropic: 'https://api.anthropic.com/v1',
  google: 'https://generativelanguage.googleapis.com/v1beta',
  azure: null,
  openai: 'https://api.openai.com/v1',
} as const satisfies Record<NamedProvider['kind'], string | null>

/** The Language of a named provider, without embeddings. Throws BAD_REQUEST where it has no address. */
export function createProviderLanguage(provider: NamedProvider, setup: ProviderLanguageSetup): Language {
  const { fetch, ...rest } = setup
  const baseUrl = provider.baseUrl ?? serviceOf[provider.kind]
  if (baseUrl === null) throw new AppError('BAD_REQUEST', `A provider of kind ${provider.kind} needs a base address.`)
  const wire = wireOf({ ...provider, baseUrl }, fetch, rest.clock)
  const { id, name, model, fallbackModel } = provider
  return languageOnWire({ ...rest, name, address: id, wire, model, fallbackModel, embeddingModel: null })
}

// Address and key are always given: what the packages do not get they take from the environment.
function wireOf(
  { kind, baseUrl, apiKey: given }: Pick<NamedProvider, 'kind' | 'apiKey'> & { baseUrl: string },
  fetch: GuardedFetch,
  clock: Clock,
): ModelWire {
  const apiKey = given || 'none'
  const server = { baseURL: baseUrl.replace(/\/+$/, ''), apiKey, fetch }
  switch (kind) {
    case 'anthropic': {
      const { languageModel } = createAnthropic(server)
      return aiSdkWire(languageModel, clock)
    }
    case 'google': {
      const { languageModel } = createGoogle(server)
      return aiSdkWire(languageModel, clock)
    }
    case 'azure': {
      const { chat } = createAzure(server)
      return aiSdkWire(chat, clock)
    }
    case 'openai':
      return openAiWire({ baseUrl, apiKey, fetch })
    default:
      return kind satisfies never
  }
}
