import type { Extractor } from './extractor'

const purpose =
  /\b(?:(?:i have |i've got |got )?(?:a |some )?questions? (?:about|regarding|on)|about|regarding|concerning|because(?: of)?|due to|in regards? to|i(?:'d| would) (?:like|love) to|i (?:want|need|wish) to|i (?:need|want)|i'?m (?:looking (?:for|to)|calling (?:about|for)|here (?:for|to)|trying to|interested in|having|experiencing|suffering from)|i am (?:looking (?:for|to)|calling (?:about|for)|here (?:for|to)|trying to|interested in|having))\s+([^.!?\n]{3,200})/iu
const asking = /^(?:to )?(?:know|ask|learn|talk|hear|find out|speak)(?: (?:more|something))?(?: (?:about|on))?\s/iu
const noAnswer =
  /^[\s\p{P}]*(?:yes|yeah|yep|no|nope|nah|ok|okay|sure|hi|hello|hey|thanks|thank you|please|maybe|not sure|i (?:do not|don'?t) know|idk|what|why|skip|pass|none|nothing|n\/?a|[\s\p{P}])*[\s\p{P}]*$/iu
const questionToAgent =
  /^\s*(?:why|what|who|how|when|where|which|can you|could you|do you|are you|is this|is it)\b.{0,200}\?\s*$/isu
const leadIn =
  /^(?:(?:well|so|um+|uh+|oh|ok|okay|hi|hello|hey|yes|yeah|sure|it'?s (?:that|because|about)|because|just)[\s,.:-]+){1,4}/iu

/** A reason or description in the visitor's own words: the whole answer where it was asked for, else the clause that names it. */
export const extractFreeText: Extractor = (text, { asked }) => {
  const said = text.slice(0, 1000).trim()
  if (noAnswer.test(said)) return null
  if (asked && !questionToAgent.test(said)) {
    const answer = said.replace(leadIn, '').trim()
    return { value: answer || said, raw: said, confidence: 0.7 }
  }
  const clause = purpose.exec(said)
  const about = clause?.[1]
    ?.split(/,? (?:and|but) (?:my|i'?m|i am|the|it'?s)\b/iu)[0]
    ?.replace(asking, '')
    .trim()
  return clause && about ? { value: about, raw: clause[0].trim(), confidence: 0.55 } : null
}
