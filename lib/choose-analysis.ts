import type { AnalysisMaker } from '@/lib/domain/analysis'
import type { Language } from '@/lib/domain/language'
import { plainAnalysis } from '@/lib/language/embedded/analysis/plain-analysis'
import { analyseByModel } from '@/lib/language/model/analyse'

/** By the model that the agent names, else the server's; without one the parts that need none. */
export function chooseAnalysis({
  language,
  hasModel,
  timeZone,
  country,
}: {
  language: Language
  hasModel: boolean
  timeZone: string
  country: string
}): AnalysisMaker {
  return async (request, call) => {
    const { providerId, isOff } = request.config.llm
    if (isOff || (!hasModel && providerId === null)) return plainAnalysis(request)
    return (await analyseByModel(language, request, { ...call, timeZone, country })) ?? plainAnalysis(request)
  }
}
