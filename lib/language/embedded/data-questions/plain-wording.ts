// What people say around a question, taken off, and a few wordings turned into those the grammar reads.

const opening = new RegExp(
  `^(?:(?:${[
    'hi|hello|hey|hallo|hiya|good (?:morning|afternoon|evening|day)|there|please|pls|plz|ok|okay|so|well|um+|hm+|now|just|also',
    '(?:a |one |just a |another )?(?:quick |last |short )?question|sorry|excuse me|thanks|thank you|thx|great|cool|nice|perfect|alright|next|by the way|btw',
    'just curious|out of (?:curiosity|interest)|i am (?:just )?(?:curious|wondering|trying to (?:find out|see))|i(?: was| am)? wonder(?:ing|ed)?',
    "i(?: would|'d)(?: really| also)? (?:like|love)(?: to (?:know|see|find out|hear|learn|get|have|ask))?|i(?: just| also| really)? (?:want|need)(?: to (?:know|see|find out|get|have))?",
    '(?:can|could|would|will) you(?: please| maybe| kindly| also| just| quickly)? (?:tell|show|give|find|check|look up|say|remind)(?: to)?(?: me| us)?(?: please)?',
    '(?:can|could|would|will) you(?: please| kindly)?',
    'do you(?: happen to| even)? know|any idea|may i (?:ask|know|see)|can i (?:ask|know|see)|let me (?:know|see)|i have (?:a|one) question|tell us|remind me|for my (?:records|taxes|own records)',
  ].join('|')})(?:[\\s,.!:;-]+|$))+`,
  'i',
)
const closing = new RegExp(
  `[\\s,;-]+(?:${[
    'please|pls|plz|thanks(?: a lot| in advance)?|thank you(?: very much)?|thx|cheers|if (?:possible|you can|i may ask|you know)|for me|by any chance|do you know|you know',
    'can you tell me|could you tell me|(?:that )?would be (?:great|nice)|again|exactly|roughly|actually|right now|at the moment|currently|as of now|(?:all )?together|overall|all in all|in all|all told|up to now|until now|till now|to date|so far|at all|in (?:milliseconds|ms|seconds|minutes|dollars|bytes)',
  ].join('|')})[?!.\\s]*$`,
  'i',
)
/** Why somebody asks says nothing of what. */
const purpose =
  /[\s,]+(?:so(?: that)? (?:i|we) (?:do not|don['\u2019]?t|can|could|know|will|won['\u2019]?t)|because (?:i|we)|in case (?:i|we))\b.*$/i
/** "I only have ten minutes, which are shorter than that?" */
const given =
  /^(?:i|we)(?:['\u2019]ve)? (?:only |just )?(?:have|got|have got)? ?(?:only |just |about |got )?((?:\S+ ){0,3}\S+?)(?: left| to spend| time)?[,.;:] +(.*) than (?:that|this)\b(.*)$/i
const turned: readonly [RegExp, string][] = [
  [/\b(?:a|an|the) (?:complete |full |whole |short )?(?:list|listing|overview) (?:of|with)\b/gi, 'list'],
  [/\b(?:give me|show me|list)(?: of)? list\b/gi, 'list'],
  [/\bhave you got\b/gi, 'do you have'],
  [/\b(?:what|which) kinds? of (?=\p{L})/giu, 'which '],
  [/\bnumbers of\b/gi, 'number of'],
  [/\ball of (?=(?:the|my)\b)/gi, 'all '],
]

/** Pure. What is left is never more than was said. */
export function plainWording(text: string, isTurned = true): string {
  let said = text.trim()
  const [, amount, before, after] = given.exec(said) ?? []
  if (amount) said = `${before} than ${amount}${after}`
  said = said.replace(purpose, '').replace(opening, '')
  for (let before = ''; before !== said; ) {
    before = said
    said = said.replace(closing, '')
  }
  if (!isTurned) return said
  return turned.reduce((now, [pattern, by]) => now.replace(pattern, by), said)
}
