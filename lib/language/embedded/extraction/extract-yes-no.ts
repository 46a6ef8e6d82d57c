import type { ExtractionContext, Extractor, Found } from './extractor'

const filler =
  /^(?:(?:um+|uh+(?!-)|(?:ha)+|lol|unfortunately|luckily|fortunately|that would be an?|it'?s an?|i'?d say|hm+|well|oh|so|ok so|look|honestly|actually|i mean|sorry|hi|hello)[\s,.!-]+){1,4}/iu
const undecided =
  /\b(?:maybe|perhaps|not sure|unsure|don'?t know|dont know|no idea|no clue|idk|depends|possibly|might|can'?t (?:say|remember|tell)|don'?t remember|not certain|(?:have|need) to (?:ask|check|think)|yes and no|both|either|unclear|hard to say|what do you mean|prefer not|rather not say)\b/iu
const no =
  /^(?:no+(?! (?:problem|worries|doubt|issue|objection))|nope?|nah|naw|nay|never|negative|none|neither|not(?=[\s.!]*$)|not (?:really|at all|yet|that i know|any|currently|now|me|anymore|today|interested)|absolutely not|definitely not|certainly not|of course not|i disagree|(?:i'?ll |i )?pass(?=[\s.!]*$)|please (?:don'?t|do not|no)|i'?d rather not|i (?:don'?t|do not|haven'?t|have not|didn'?t|did not|can'?t|cannot|won'?t|will not|wouldn'?t|am not)|i'?m (?:not|afraid not)|don'?t think so|it (?:isn'?t|is not|doesn'?t|does not)|it'?s not|that'?s (?:not|wrong|incorrect)|wrong|incorrect|false|n(?=[\s.!,]|$)|👎|❌|nein|non)(?![\p{L}])/iu
const yes =
  /^(?:yes+|yeah+|yea|yep|yup|yess|ya|yah|ye|aye|uh[ -]huh|mhm|mm-?hmm|sure|surely|of course|absolutely|definitely|certainly|for sure|totally|indeed|affirmative|correct(?! me)|right|exactly|true|that'?s (?:right|correct|true|fine|ok|okay|me)|that is (?:right|correct|true|fine)|ok|okay|k|fine|fine by me|alright|all right|sounds (?:good|great|perfect|fine)|(?:that |it )?works(?: for me)?|go for it|let'?s do (?:it|that)|hell yes|heck yes|yse|yas|please(?: do)?|go ahead|why not|no problem|no worries|no doubt|by all means|with pleasure|you bet|i (?:do|am|have(?! to)|did|would|will|can|agree|consent|think so|believe so|guess so|confirm|accept)|i'?d (?:love|like) (?:to|that)|it (?:is|does)|agreed|confirmed|perfect|gladly|(?:great|good|excellent)(?: idea)?(?=[\s.!]*$)|y(?=[\s.!,]|$)|👍|✅|👌|si|sí|oui|ja)(?![\p{L}])/iu
const reversal =
  /\b(?:no wait|wait no|wait,? yes|actually (?:no|yes|not)|(?:no|yes|yeah)(?=,? actually)|scratch that|i mean (?:no|yes)|sorry,? (?:no|yes))\b/iu
const negation =
  /\b(?:no|not|without|never|none|don'?t|do not|doesn'?t|haven'?t|hasn'?t|isn'?t|aren'?t|ain'?t|didn'?t|can'?t|cannot|neither)\b/iu
const possession = /\b(?:have|has|had|got|am|i'?m|is|are|wear|take|need|want|with|do|did|there'?s)\b/iu

/** True or false. Undecided answers ("not sure", "it depends") are neither. */
export const extractYesNo: Extractor = (text, context) => {
  const said = text.slice(0, 400).trim()
  if (undecided.test(said)) return null
  const about = statement(said, context)
  if (!context.asked) return about
  const turn = reversal.exec(said)
  const last = turn
    ? said.slice(turn.index).replace(/^(?:no wait|wait|actually|scratch that|i mean|sorry|[\s,.])+/iu, '')
    : said
  return opening(last || said) ?? about
}

function opening(said: string): Found | null {
  const answer = said.replace(filler, '')
  if (/^(?:what|why(?! not)|how|who|when|where|which|can you|could you|do you|is it|are you)\b/iu.test(answer))
    return null
  const refusal = no.exec(answer)
  // "I do not", "yeah, no": the negative is the longer or the later of the two.
  const consent = refusal ? null : yes.exec(answer)
  if (refusal) return { value: false, raw: refusal[0], confidence: 0.95 }
  if (!consent) return null
  const rest = answer.slice(consent[0].length)
  if (/^[\s,]{1,3}(?:no|not)\b(?! (?:problem|worries))/iu.test(rest))
    return { value: false, raw: answer.slice(0, 40), confidence: 0.75 }
  if (/^\s+(?:not|never|no longer)\b/iu.test(rest)) return { value: false, raw: answer.slice(0, 40), confidence: 0.9 }
  // "right, so I was wondering", "fine weather", "ok what is it": an opening word and no answer.
  if (/^(?:ok|okay|k|right|fine|alright|true|please|sure)$/iu.test(consent[0]) && /^[\s,]+(?:\S+\s+){3}/u.test(rest))
    return null
  return { value: true, raw: consent[0], confidence: 0.95 }
}

/** "I have a pacemaker" answers `has_pacemaker`, asked or not. */
function statement(said: string, { subject }: ExtractionContext): Found | null {
  for (const sentence of said.split(/[.!;\n]+|,? but /u)) {
    const lower = sentence.toLowerCase()
    const at = subject.map((word) => lower.indexOf(word.replace(/s$/u, ''))).find((index) => index >= 0)
    if (at === undefined || sentence.includes('?') || said.includes('?')) continue
    const before = sentence.slice(Math.max(0, at - 40), at)
    if (negation.test(before)) return { value: false, raw: sentence.trim(), confidence: 0.8 }
    if (possession.test(before)) return { value: true, raw: sentence.trim(), confidence: 0.8 }
  }
  return null
}
