import type { Language, UnderstandRequest, UnderstandResult } from '@/lib/domain/language'

const settings = { providerId: null, modelName: null, temperature: null, maxTokens: null, serviceTier: null }

/** One `understand` of one message, `question` being what the agent said before it. `day`: `YYYY-MM-DD`, its noon is now. */
export function understandWith(
  language: Language,
  asked: Partial<UnderstandRequest> & { text: string },
  {
    question,
    day,
    country,
  }: { question?: string | undefined; day?: string | undefined; country?: string | undefined } = {},
): Promise<UnderstandResult> {
  const history = [
    ...(question === undefined ? [] : [{ id: 'question', role: 'assistant' as const, content: question }]),
    { id: 'message', role: 'user' as const, content: asked.text },
  ]
  const request = { settings, agentName: 'Eval', history, variables: [], known: {}, intents: null, globalIntents: null }
  return language.understand(
    { ...request, ...asked },
    {
      signal: AbortSignal.timeout(60_000),
      now: day ? Date.parse(`${day}T12:00:00Z`) : Date.now(),
      timeZone: 'UTC',
      country: country ?? 'US',
      report: () => undefined,
    },
  )
}
