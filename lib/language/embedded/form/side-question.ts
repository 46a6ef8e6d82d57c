import type { FormField } from '@/lib/domain/form'
import type { FieldCall } from '@/lib/language/fields/field-context'
import { readField } from '@/lib/language/fields/read-field'

const courtesy =
  /^(?:(?:and|but|so|well|ok(?:ay)?|sorry|um+|oh|hm+|hi|hello|wait|first|also|just|please|no|yes|actually)[\s,.:!-]{1,3}){0,4}/iu
/** Asks for something. */
const interrogative =
  /^(?:why(?! not\b)|whats?(?! about\b)|how(?! about\b)|who|whom|whose|where|when|which|(?:do|does|did|have|has|are|were|was|will|would|should|must|can|could|may|am) (?:you|i|we|they|it|this|that|these|there|the|my|your|someone|anyone)\b|is (?:it|this|that|there|the|my|your|anyone|someone)\b|tell me (?:why|what|how|more)|(?:do|can|could|would) you)\b/iu
/** Puts a value forward: "can I come on Friday?", "is 5 pm ok?" */
const proposal =
  /^(?:(?:can|could|may|might|shall|should) (?:i|we|it)|is\b.{1,60}\b(?:ok|okay|fine|good|alright|all right|possible|allowed|acceptable|available|free|enough)|would|how about|what about|maybe|perhaps|(?:can|could|would|will) you (?:do|make|take|manage|fit))\b/iu
/** "Can you change my email to …?" */
const request =
  /^(?:please )?(?:can|could|would|will) (?:you|i|we)(?: please)? (?:change|correct|update|set|put|fix|use|replace|edit|make)\b/iu
/** Is about the form itself. */
const aboutForm =
  /^(?:why|what for|how come)\b.{0,80}$|\bwhat(?:'s| is| are)? (?:this|that|it|these|they) (?:used |needed |all )?(?:for|about)\b|\b(?:why|what) (?:do|would|are|did) you (?:need|want|ask|use|do|collect|store|keep|require|mean|asking)\b|\b(?:do|must|should) i (?:have|need|really|answer|give|tell|fill)\b|\bis (?:this|that|it|my \w+) (?:required|mandatory|necessary|needed|optional|safe|confidential|private|secure|anonymous|really)\b|\bwho (?:will |can |gets to |is going to )?(?:see|sees|read|reads|gets?|has access)\b|\bwhat (?:will )?happens? (?:to|with)\b|\bwhat (?:should|do|can|am) i (?:supposed |have )?(?:to )?(?:write|say|enter|put|answer|type|choose)\b|\bcan i (?:skip|leave|use|give|enter|write|answer|come back|change|also|just)\b|\bhow (?:long|many (?:more )?questions|much (?:longer|more))\b|\b(?:how|where) (?:is|are|will|do) (?:this|it|that|my|you|the) .{0,40}(?:used?|stored?|kept?|protected)\b|\bwhat do you mean\b/iu
/** Fields whose answer may well be a question. */
const takesQuestions =
  /\b(?:questions?|asks?|inquir|enquir|quer(?:y|ies)|requests?|messages?|comments?|concerns?|help|topics?|subject|anything|describe|reason)\b/iu
const break_ =
  /(?<=[.!?;])\s+|\n+|\s+[-–—]\s+|,\s+(?=(?:but |and |so )?(?:why|what|how|who|where|when|which|(?:do|does|can|could|is|are|will|must|should) (?:you|i|we|it|this|that|there)) )|\s+(?=(?:but|and) (?:why|what|how|who|where|when|which|(?:do|does|can|could|is|are|will) (?:you|i|we|it|this|that)) )/iu

/** The message without what it asks back, and that question; null: it asks nothing. */
export function splitQuestion(
  text: string,
  asked: FormField | null,
  call: FieldCall,
): { statement: string; question: string | null } {
  if (asked?.type === 'long_text') {
    const isWhole = text.length <= 120 && text.split(break_).length === 1 && aboutForm.test(bare(text))
    return isWhole && looksAsked(text) ? { statement: '', question: text } : { statement: text, question: null }
  }
  const clauses = text.split(break_).filter((clause) => clause.trim() !== '')
  const isAside = clauses.slice(0, 12).map((clause) => isSideQuestion(clause.trim(), asked, call))
  if (!isAside.includes(true)) return { statement: text, question: null }
  const statement = clauses.filter((_, at) => !isAside[at]).join(' ')
  const question = clauses
    .filter((_, at) => isAside[at])
    .map((clause) => bare(clause.trim()))
    .join(' ')
  return { statement, question: question.slice(0, 500) || text }
}

function isSideQuestion(clause: string, asked: FormField | null, call: FieldCall): boolean {
  const said = bare(clause)
  const isMarked = clause.endsWith('?')
  const asks = interrogative.test(said)
  if ((!isMarked && !asks) || (request.test(said) && /\bto\b|[\d@]/u.test(said))) return false
  if (asked && (asked.type === 'text' || asked.type === 'name' || asked.type === 'address')) {
    if (aboutForm.test(said) && (isMarked || asks)) return true
    return isMarked && asks && !takesQuestions.test(`${asked.label} ${asked.question}`)
  }
  const value = asked && readField(asked, clause, call)
  const isAsking = asks || (isMarked && /^(?:is|are|does|do)\b/iu.test(said))
  if (value && (!isAsking || proposal.test(said) || isUnmistakable(asked))) return false
  return isMarked ? asks || said.split(/\s+/u).length > 1 : asks
}

function isUnmistakable({ type }: FormField): boolean {
  return type === 'email' || type === 'phone' || type === 'url'
}

function looksAsked(text: string): boolean {
  return text.endsWith('?') || interrogative.test(bare(text))
}

function bare(text: string): string {
  return text.replace(courtesy, '').trim() || text
}
