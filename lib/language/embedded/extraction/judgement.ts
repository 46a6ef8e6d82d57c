import type { Found } from './extractor'

const good =
  'good|great|fine|ok|okay|alright|all right|perfect|right|correct|accurate|true|wonderful|lovely|fantastic|awesome|excellent|ideal|nice|amazing|cool|reasonable|acceptable|fair|sensible|sold|happy|in|game|convinced|up for (?:it|that|this)|good to go|on board|pleased|glad|ready|satisfied|comfortable|delighted|willing'
const bad =
  'bad|wrong|terrible|awful|horrible|off|false|incorrect|inaccurate|unacceptable|ridiculous|opposed|against (?:it|that|this)|out|afraid not|unhappy|uncomfortable|unwilling'
const degree = '(?:really|very|quite|totally|completely|absolutely|so|all|way|perfectly|just|pretty|more than|still) '
const whom = '(?: (?:to|for|with|by|from|on) (?:me|us|my (?:side|end)|it|that|this|you))?'
/** "That one sounds really good to me", "it doesn't look right": a thing or oneself, judged, and nothing else. */
const judged = new RegExp(
  `^(?:(?:i think|i believe|i guess|i suppose|i'd say|yes|wonderful|great),? )?(?:(?:that|this|it|everything|i|we)(?: one| time| plan| all)?(?:'s| is|'m| am|'re| are|'ll be| will be|'d be| would be| sounds?| looks?| seems?| feels?)? |sounds? |looks? |seems? |all )(?:(?<no>not|never) |(?:(?<doubt>doesn't|does not|don't|didn't|isn't|is not|wouldn't|won't) )(?:sound |look |seem |feel |be )?)?(?:${degree}){0,2}(?:(?<good>${good})|(?<bad>${bad}))${whom}(?:,? (?:thanks|thank you|please))?[\\s.!]*$`,
  'iu',
)
/** "I'm good, thanks" declines. */
const content =
  /^(?:i['’]?m|i am|we['’]?re|we are) (?:all )?(?:good|great|fine|ok|okay|alright|right|cool|nice|amazing|wonderful)(?! (?:to|for|with|by|on)\b)/iu
const doubted = new RegExp(
  `^(?:doesn't|does not|didn't|isn't|wouldn't|won't) (?:sound |look |seem |feel |be )?(?:${degree})?(?:${good})${whom}[\\s.!]*$`,
  'iu',
)

/** Consent or refusal by a judgement of what was offered, however it is put together. */
export function judgement(answer: string): Found | null {
  const said = answer.slice(0, 80)
  if (content.test(said)) return null
  if (doubted.test(said)) return { value: false, raw: said.trim(), confidence: 0.85 }
  const groups = judged.exec(said)?.groups
  if (!groups) return null
  const isDenied = groups.no !== undefined || groups.doubt !== undefined
  return { value: (groups.good !== undefined) !== isDenied, raw: said.trim(), confidence: 0.85 }
}
