import type { Extractor } from '@/lib/language/embedded/extraction/extractor'
import { type Candidate, pickCandidate } from '@/lib/language/embedded/extraction/pick-candidate'

const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?'
const address = new RegExp(
  `(?<![\\p{L}\\p{N}@._:/-])(https?:\\/\\/)?((?:${label}\\.){1,6}[\\p{L}]{2,24})(?![\\p{L}\\p{N}@])(:\\d{1,5})?([/?#][^\\s<>"']{0,1000})?`,
  'giu',
)

/** A web address with its scheme; a bare domain counts where one was asked for. */
export const readUrl: Extractor = (text, { asked }) => {
  const said = asked ? text.replace(/(?<=[\p{L}\p{N}]) dot (?=[\p{L}\p{N}])/giu, '.') : text
  const candidates = [...said.matchAll(address)].slice(0, 10).flatMap((match): Candidate[] => {
    const [raw, scheme, host = '', , path] = match
    if (!asked && !scheme && !/^www\./iu.test(host) && !path) return []
    const value = written(raw.replace(/[.,;:!?)\]]+$/u, ''), scheme !== undefined)
    return value ? [{ value, raw, at: match.index, confidence: scheme ? 0.98 : 0.9 }] : []
  })
  return pickCandidate(said, candidates)
}

function written(raw: string, hasScheme: boolean): string | null {
  const whole = hasScheme ? raw : `https://${raw}`
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  if (url.username !== '' || url.password !== '') return null
  return url.href.replace(/^([^?#]+)\/$/u, (href, rest: string) => (url.pathname === '/' ? rest : href))
}
