import type { FormField } from '@/lib/domain/form'
import type { Extractor } from '@/lib/language/embedded/extraction/extractor'
import { withoutLeadIn } from './lead-in'

const living =
  /^(?:(?:i|we)(?:'m| am|'re| are)?(?: (?:live|living|located|based|reside))?(?: (?:at|in|on))|(?:please )?(?:send|ship|deliver) (?:it )?to|at)\s{1,3}/iu

const statement =
  /^(?:i|we|you|it|that|this|there|please|no|not|yes|can|could|my|what|why|how|who|where|see|ask|call|use|same|look|as)\b/iu

/** A postal address as it was said: with a number, or of several words. */
export function readAddress(field: FormField): Extractor {
  return (text, { asked }) => {
    const said = withoutLeadIn(text, field).replace(living, '').trim()
    const words = said.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
    if (!asked || said.length < 5 || /\?\s*$/u.test(said)) return null
    if (words < 2 || !(/\p{N}/u.test(said) || words >= 3 || said.includes(','))) return null
    if (!/[\p{N},\n]/u.test(said) && statement.test(said)) return null
    return { value: said, raw: text, confidence: /\p{N}/u.test(said) ? 0.9 : 0.65 }
  }
}
