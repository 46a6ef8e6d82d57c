import type { ExtractionContext, Extractor, Found } from './extractor'
import { judgement } from './judgement'

const maxCharacters = 400
const filler =
  /^(?:(?:um+|uh+(?![ -]huh)|(?:ha)+|lol|unfortunately|luckily|fortunately|that would be an?|it'?s an?|i'?d say|(?:(?:i'?m |i am )?(?:gonna|going to)|i'?ll|i will|i would|i'?d)?(?: have to)? ?say|hm+|well|oh|so|ok so|look|honestly|actually|i mean|sorry|hi|hello)[\s,.!-]+){1,4}/iu
const undecided =
  /\b(?:maybe|perhaps|not (?:so |too |really |quite |entirely |100% |completely )?sure|unsure|don'?t know|dont know|no idea|no clue|idk|depends|couldn'?t (?:say|tell)|possibly|might|can'?t (?:say(?! (?:that )?i do)|remember|tell)|don'?t remember|not certain|(?:have|need) to (?:ask|check|think)|yes and no|both|either|unclear|hard to say|what do you mean|prefer not|rather not say)\b/iu
const no =
  /^(?:no+(?! (?:problem|worries|doubt|issue|objection|complaint|concern|reservation))|nope?|nah|naw|nay|never|negative|none|neither|not(?=[\s.!]*$)|not (?:really|at all|yet|that i know|any|currently|now|me|anymore|today|interested)|absolutely not|definitely not|certainly not|of course not|i disagree|(?:i'?ll |i )?pass(?=[\s.!]*$)|please (?:don'?t|do not|no)|i'?d rather not|i (?:don'?t|do not|haven'?t|have not|didn'?t|did not|can'?t|cannot|won'?t|will not|wouldn'?t|am not)|i'?m (?:not(?! going to say no)|afraid not|good(?=[\s.!,]*(?:$|thanks?|thank you))|all set)|hell no|heck no|can'?t say (?:that )?i do|rather not|don'?t (?:do (?:it|that)|bother|book|want|worry about it)|(?:that|this) (?:is|was) (?:not|wrong|incorrect)|(?:that|it|this) (?:does not|doesn'?t|won'?t|will not|wouldn'?t|isn'?t|is not|wasn'?t|can'?t)|no need|(?:i'?m )?(?:saying|afraid|sadly|sorry) no(?:t)?(?=[\s.!]*$)|(?:please )?(?:leave|keep) (?:it|that|this|me|them) (?:out|off|alone)|i changed my mind|(?:it'?s |that'?s |it is |that is )?(?:an? )?(?:firm|hard|clear|definite|big|flat) no|i (?:\p{L}+ly )(?:object|refuse|decline|disagree|oppose)|nothing of the (?:sort|kind)|(?:thanks,? )?i(?:'ll| will) (?:skip|pass)(?: (?:it|that|this))?(?=[\s.!]*$)|i (?:want|need|wish|would like|'d like) to (?:cancel|stop|quit|leave|opt out)(?: (?:it|that|this))?(?=[\s.!]*$)|no chance|not (?:as far as|to my knowledge|since|for now)|nothing(?: else| more)?(?=[\s.!,]*(?:$|thanks?|thank you|for me))|i (?:doubt|decline|refuse|reject|object|oppose)(?: (?:it|that|so))?|i beg to differ|(?:highly |very |most )?unlikely|probably not|why would (?:i|we)|under no circumstances|by no means|in no way|(?:please )?(?:cancel|stop|skip)(?: (?:it|that|this))?(?=[\s.!]*$)|wrong \p{L}{1,15}(?=[\s.!]*$)|forget (?:it|about it)|over my dead body|thumbs down|not in (?:a|my|the)|not (?:so|going|gonna|doing|happening|good|ok|okay|fine|my)|(?:let'?s|better|best) not|hard pass|count me out|no can do|disagree|declined?|not (?:under|unless|with|until|for me|really|necessary|needed|quite|exactly|especially|particularly|interested|correct|right|today|this time|a chance|likely|in the least|that)|don'?t think so|it (?:isn'?t|is not|doesn'?t|does not)|it'?s not|that'?s (?:not|wrong|incorrect)|wrong|incorrect|false|n(?=[\s.!,]|$)|👎|❌|nein|non)(?![\p{L}])/iu
const yes =
  /^(?:yes+|yeah+|yea|yep|yup|yess|ya|yah|ye|aye|uh[ -]huh|mhm|mm-?hmm|sure|surely|of course|absolutely|definitely|certainly|for sure|totally|indeed|affirmative|correct(?! me)|right|exactly|true|that'?s (?:right|correct|true|fine|ok|okay|me)|that is (?:right|correct|true|fine)|ok|okay|k|fine|fine by me|alright|all right|sounds (?:good|great|perfect|fine)|(?:that |it )?works(?: for me)?|go for it|let'?s do (?:it|that)|hell ye(?:s|ah|p)|heck ye(?:s|ah|p)|do (?:it|that|so)|happy to|yuss|great(?=[\s,.!]+(?:thanks?|thank you))|100 ?%|one hundred percent|(?:you'?re|you are) (?:right|correct|welcome to)|(?:that|this)'?s (?:it|the one|me)|that is (?:me|it)|go on(?: then)?(?=[\s.!]*$)|happy with (?:it|that|this)|(?:that )?makes sense(?=[\s.!]*$)|understood(?=[\s.!]*$)|got it(?=[\s.!]*$)|precisely|go right ahead|i (?:really )?(?:like|love) (?:it|that|this)(?: one| idea)?(?=[\s.!]*$)|let'?s (?:book|do|go|proceed|continue|reserve|try|take)(?: (?:it|that|this|with (?:it|that)))?(?=[\s.!]*$)|(?:i think |i believe )?(?:that|it|this)(?:'ll| will| would|'d| should) (?:work|do)|you have my (?:blessing|consent|permission|approval|ok|agreement)|i (?:\p{L}+ly )(?:agree|consent|approve|accept|do|will)|absolutely,? no question|without (?:a doubt|question)|no (?:objections?|issues?|complaints)|not (?:a problem|an issue)|i'?m (?:sure|certain|positive)|let'?s(?: go)?(?=[\s.!]*$)|(?:i )?already (?:did|do|have|am)|sounds about right|spot on|bingo|(?:please )?(?:book|proceed|continue|confirm|reserve|schedule|accept|send|add)(?: (?:it|that|this|them|with (?:it|that)))?(?=[\s.!,]*(?:$|please|then|for me))|(?:please )?proceed|i'?m interested|i'?m down|i'?m up for (?:it|that)|count me in|probably|(?:most|very|quite) likely|presumably|alrighty|ok[ae]y[ -]dok[ae]y|okie[ -]dokie|okie?s?|be my guest|as you wish|if you (?:must|insist|want|like)|suits me|very well|thumbs up|you know it|always|it'?s (?:fine|ok|okay|good|true|me|right|correct)|that'?ll (?:do|work)|consider it done|right on|amen|deal(?=[\s.!]*$)|done(?=[\s.!]*$)|i'?m (?:fine|ok|okay|good|happy|cool) with (?:that|it|this)|i'?m in(?=[\s.!,]*$)|(?:that|it|this)(?: would| will|'?ll|'?d|'?s| is| sounds| looks| seems)? (?:be )?(?:really |very |just |absolutely )?(?:great|good|perfect|wonderful|lovely|fantastic|awesome|excellent|ideal|nice|amazing|fine|okay|ok|cool)(?=[\s.!,]*$|[\s,.!]+(?:thanks?|thank you|please|yes|for me|with me)\b)|(?:that|this|it) (?:will|would|'?ll) (?:do|work)|(?:fine|ok|okay|good|cool) (?:with|by) me|sounds? (?:like a plan|right|lovely|wonderful|fine|ok|okay|nice)|looks? (?:good|right|correct|fine|great)|all good|(?:wonderful|awesome|fantastic|lovely|cool|amazing|brilliant)(?=[\s.!]*$)|you got it|roger(?: that)?|10-4|but of course|naturally|obviously|i suppose(?: so)?|i'?d be (?:happy|glad|delighted) to|yse|yas|please(?: do)?|go ahead|why not|no problem|no worries|no doubt|by all means|with pleasure|you bet|i (?:sure do|do|am(?! (?:at|in|on|not|from|calling|looking|here|the|\d)\b)|have(?! (?:decided against|had enough|to|no|not|(?:an?|another|some|one|a few|\d)(?: \p{L}{1,12})? (?:questions?|problems?|issue|meeting|appointment|concern)|questions)\b)|did|would(?! (?:if|not)\b)|will|can|agree|consent|think so|believe so|guess so|confirm|accept)|i'?d (?:love|like) (?:to|that)|it (?:is|does)|agreed|confirmed|perfect|gladly|(?:great|good|excellent)(?: idea)?(?=[\s.!]*$)|y(?=[\s.!,]|$)|👍|✅|👌|si|sí|oui|ja)(?![\p{L}])/iu
/** "They do", "she doesn't": the verb of the question, alone. */
const echoed =
  /^(?:i|we|they|he|she|it|there|you|that|this|yes i|no i)(?:'ve|'m)? ?(?:sure |really |certainly )?(?:(?<no>(?:do|does|did|is|are|was|were|have|has|had|will|would|could|should|may|might)(?:n'?t| not)|can'?t|won'?t|never)\b|(?:do|does|did|am|is|are|was|were|have|has|had|will|would|can|could|should)(?=[\s.!]*$))/iu
/** "I changed my mind, no", "that's a yes" */
const closing = /(?:[,.!;]\s{0,3}|\b(?:a|say)\s)(?:(no)|yes)(?: from me)?[\s.!]*$/iu
/** "I don't have any objection": two negatives consent. */
const unopposed =
  /^(?:no,? )?(?:i|we)(?:['’]ve| have)? (?:(?:do not|don'?t|didn'?t|wouldn'?t) (?:(?:have|see|got) (?:an?y?|a single|the least) (?:objections?|problems?|issues?|concerns?|reservations|reason not to)|object|oppose|mind|have anything against)|(?:have |see |got )?(?:no|zero) (?:objections?|problems?|issues?|concerns?|reservations|reason not to))\b/iu
/** Openings that consent only where hardly anything follows. */
const open = /^(?:i(?:'d| would)? (?:love|like)(?: to)?|i would|i'm interested|i (?:am|have)|please)$/iu
const otherMatter =
  /^(?! (?:to|in|do|be|like to|like|love|have|read|understood|happy|glad|willing|ready|so|already|go|proceed|continue)?(?: (?:that|it|this|so|proceed|continue|go|do|with|ahead|right|happy|glad|delighted|and|the terms)\b|[\s.!,]*$))\s+\S+ \S+/iu
const praise =
  /^(?:great|good|nice|wonderful|perfect|excellent|thanks|thank you|awesome|lovely|right|alright)[\s,.!]{1,4}/iu
const reversal =
  /\b(?:no wait|wait no|wait,? yes|actually (?:no|yes|not)|(?:no|yes|yeah)(?=,? actually)|scratch that|i mean (?:no|yes)|sorry,? (?:no|yes)|(?<=^no,? )yes(?=,? (?:sorry|i mean)))\b/iu
const negation =
  /\b(?:no|not|without|never|none|don'?t|do not|doesn'?t|haven'?t|hasn'?t|isn'?t|aren'?t|ain'?t|didn'?t|can'?t|cannot|neither)\b/iu
const possession = /\b(?:have|has|had|got|am|i'?m|is|are|wear|take|need|want|with|do|did|there'?s)\b/iu

/** "Not sure", "it depends": an answer that is neither, and no reading of it may say otherwise. */
export function isUndecided(text: string): boolean {
  return undecided.test(text.slice(0, maxCharacters))
}

/** True or false. Undecided answers ("not sure", "it depends") are neither. */
export const extractYesNo: Extractor = (text, context) => {
  const said = text.slice(0, maxCharacters).trim()
  if (isUndecided(said)) return null
  const about = statement(said, context)
  if (!context.asked) return about
  const turn = reversal.exec(said)
  const last = turn
    ? said.slice(turn.index).replace(/^(?:no wait|wait|actually|scratch that|i mean|sorry|[\s,.])+/iu, '')
    : said
  return opening(shortened(last || said)) ?? about
}

/** "Yuppp", "nooo" */
function shortened(said: string): string {
  return said.replace(/(\p{L})\1{2,}/giu, '$1')
}

function opening(said: string): Found | null {
  const answer = said.replace(filler, '')
  if (
    /^(?:what|why(?! not| would (?:i|we)\b)|how|who|when|where|which|can you|could you|do you|is it|are you)\b/iu.test(
      answer,
    )
  )
    return null
  const agreed = unopposed.exec(answer)
  if (agreed) return { value: true, raw: agreed[0], confidence: 0.9 }
  const praised = praise.exec(answer)?.[0]
  const following = praised ? opening(answer.slice(praised.length)) : null
  if (following) return following
  const verdict = judgement(answer)
  if (verdict) return verdict
  const refusal = no.exec(answer)
  // "I do not", "yeah, no": the negative is the longer or the later of the two.
  const consent = refusal ? null : yes.exec(answer)
  if (refusal) return { value: false, raw: refusal[0], confidence: 0.95 }
  if (!consent) return echo(answer)
  const rest = answer.slice(consent[0].length)
  if (/^[\s,]{1,3}(?:no|not|nah|nope)\b(?! (?:problem|worries|question|doubt|objection|issue))/iu.test(rest))
    return { value: false, raw: answer.slice(0, 40), confidence: 0.75 }
  if (/^\s+(?:not|never|no longer)\b/iu.test(rest)) return { value: false, raw: answer.slice(0, 40), confidence: 0.9 }
  // "I'd like to report a missing bag", "please refund my ticket": wishes and statements of another matter.
  if (open.test(consent[0]) && otherMatter.test(rest)) return null
  // "right, so I was wondering", "fine weather", "ok what is it": an opening word and no answer.
  if (
    /^(?:ok|okay|k|right|fine|alright|true|please|sure|always|probably)$/iu.test(consent[0]) &&
    /^[\s,]+(?:\S+\s+){3}/u.test(rest)
  )
    return opening(rest.replace(/^[\s,.!]+/u, ''))
  return { value: true, raw: consent[0], confidence: 0.95 }
}

function echo(answer: string): Found | null {
  const said = echoed.exec(answer)
  if (said) return { value: said.groups?.no === undefined, raw: said[0], confidence: 0.85 }
  const end = closing.exec(answer)
  return end && { value: end[1] === undefined, raw: end[0], confidence: 0.8 }
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
