import type { Clock } from '@/lib/domain/clock'
import type { SentenceEncoder } from '@/lib/domain/knowledge'
import type { CallContext, Language } from '@/lib/domain/language'

/** Documents have sentences of up to 220 words; embedding models take some thousand characters at least. */
const maxCharacters = 6000

/** A language's embedding model as the encoder of knowledge; `name` says whose it is, as in `api.openai.com/model`. */
export function createModelEncoder(
  language: Pick<Language, 'embed'>,
  { name, clock, ...place }: { name: string; clock: Clock } & Pick<CallContext, 'timeZone' | 'country'>,
): SentenceEncoder {
  return {
    name,
    embed: (texts, signal, report = () => undefined) =>
      language.embed(texts.map(readable), { ...place, signal, now: clock.now(), report }),
  }
}

/** Servers refuse an empty text. */
function readable(text: string): string {
  return text.slice(0, maxCharacters).toWellFormed().trim() || ' '
}
