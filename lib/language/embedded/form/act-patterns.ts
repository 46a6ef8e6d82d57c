import type { FormAct } from '@/lib/domain/form'

/** `mild`: a refusal that answers a yes-or-no question with no. */
export type ActPattern = { act: FormAct; isMild?: true; said: string }

const field = '(?:(?:the|my|your|our|this|that|a|an) )?@\\d{1,3}'
const it = '(?:it|this|that|this one|that one|the form|this form|everything)'
const asking = '(?:question|one|field|step|answer|entry)'
const past = '(?:last|previous|prior|earlier)'
const wrong =
  '(?:wrong|not right|incorrect|not correct|false|mistaken|a typo|a mistake|outdated|old|mis ?spell?ed|mis ?spelt|spelled wrong|spelt wrong)'
const change = '(?:change|correct|edit|fix|redo|update|revise|modify|adjust|alter)'

/** Whole messages, their words in lower case without punctuation; `@3` is where a field is named. */
export const actPatterns: readonly ActPattern[] = [
  {
    act: 'restart',
    said: `(?:start|begin|starting)(?: all| ${it})? (?:over|again|anew|afresh|fresh|new|from (?:the )?(?:beginning|start|scratch|top|zero))(?: (?:again|from (?:the )?(?:beginning|start|scratch|top|zero)))?|(?:do|redo|go through|fill in|fill out|answer) ${it}(?: again)? from (?:the )?(?:beginning|start|scratch|top)(?: again)?|re ?start(?: ${it})?|reset(?: ${it})?|(?:from|go back to|back to|return to) (?:the )?(?:very )?(?:beginning|start|scratch|top|first question)|(?:do|redo) ${it}? ?(?:all )?over(?: again)?|(?:clear|delete|erase|wipe|remove|discard)(?: (?:all|everything|it all|all of it|(?:all )?(?:of )?my answers|the form))(?: and (?:start|begin) (?:over|again|new))?|all over again|(?:the )?first question again`,
  },
  {
    act: 'back',
    said: `(?:go |take me |step |move |get )?back(?: (?:up|one|a step|one step|one question|a question|to (?:the )?(?:${past}|one before|before|question before)(?: ${asking})?))?|(?:the )?(?:previous|prior)(?: ${asking})?|undo(?: (?:${it}|the last one|the last answer|my last answer))?|one (?:step |question )?back|return to (?:the )?${past}(?: ${asking})?|${change} (?:my |the )?(?:${past}|one before)(?: ${asking})?|i (?:made|did) (?:a|an) (?:mistake|typo|error)(?: (?:in|with|on) (?:the |my )?${past}(?: ${asking})?)?|(?:the |my )?${past} ${asking} (?:is|was) ${wrong}`,
  },
  {
    act: 'back',
    said: `(?:go |take me |step |move |get )?back to ${field}(?: ${asking})?|return to ${field}(?: ${asking})?|(?:go back (?:and|to) )?${change} ${field}(?: ${asking})?|${field} (?:is|was|isnt|looks|seems) (?:${wrong}|right|correct)|(?:the )?wrong @\\d{1,3}|i (?:got|gave|entered|typed|wrote|put|have given)(?: you)? (?:the wrong @\\d{1,3}|${field} wrong)|(?:theres|there is|i made) a (?:mistake|typo|error) (?:in|with|on) ${field}|ask (?:me )?(?:for )?${field} again|what about ${field}`,
  },
  {
    act: 'repeat',
    said: `repeat(?: (?:${it}|the question|the last question|your question|yourself))?|(?:say|ask)(?: (?:me )?(?:${it}|the question))? (?:again|once more|one more time)|come again|pardon(?: me)?|i beg your pardon|beg your pardon|sorry|excuse me|what|huh|eh|again|once (?:more|again)|one more time|(?:what|which) (?:was|is) (?:the|your|that) (?:last |current )?question(?: again)?|what (?:did you|have you|was it you) (?:just )?(?:ask|say|asked|said)(?: me)?(?: again)?|what (?:was|were) (?:that|you asking|you saying)(?: again)?|i (?:didnt|did not) (?:catch|hear|get|see)(?: (?:that|it|the question|you))?|i (?:forgot|missed) (?:the|your) question|what do you want(?: to know| from me)?|what (?:do|should) i (?:have to )?answer|what was it`,
  },
  {
    // No answer yet, and nothing that should use up an attempt.
    act: 'repeat',
    said: `(?:i (?:need|have) to|let me|i must) (?:think|check|look)(?: (?:about (?:it|that)|it up|that up|for it))?(?: first)?|(?:one|just a|give me a|wait a|hold on a) (?:sec|second|moment|minute)|wait|hold on|hang on`,
  },
  {
    act: 'show',
    said: `(?:show|list|display|read|give|tell|see|view|check|look at|go over|go through)(?: me)?(?: back)?(?: to me)?(?: (?:all|everything|a summary|an overview)(?: of)?)?(?: (?:my|the|our|these|those) (?:answers|responses|data|details|entries|information|info|summary|overview|list|inputs?)| what (?:i|you|ive|youve|we)(?: have| ve)?(?: already)? (?:said|told you|told|given(?: you)?|gave(?: you)?|entered|typed|wrote|written|answered|have|got|know|noted|recorded|collected)| (?:a |the )?(?:summary|overview|recap)| everything)(?: (?:again|so far|until now|up to now|already|back|to me|down|from me|about me|i (?:said|told you|gave you|entered)))*|(?:summari[sz]e|recap|review)(?: (?:${it}|my answers|the answers|what (?:i|you|we) (?:have|said|got)))?(?: so far)?|what (?:did|have|had) i (?:already )?(?:tell|told|say|said|give|given|enter|entered|write|written|answer|answered|type|typed|put)(?: (?:you|to you|in|down))?(?: (?:so far|until now|up to now|already|before|earlier|again))*|what (?:do|have|did) you (?:have|got|get|know|note|noted|recorded|record|written|write|collected|stored|saved)(?: (?:down|about me|of me|on me|for me|from me|so far|until now|already))*|what(?:s| is| was) my @\\d{1,3}(?: again)?|(?:a )?summary|overview|recap|(?:my|the) answers(?: so far)?|where are we|what do we have(?: so far)?`,
  },
  {
    act: 'cancel',
    said: `brb|be right back|stop(?: (?:${it}|here|now|there)){0,2} for (?:now|today)|got to (?:go|run|leave)(?: now)?|(?:i )?(?:need|have to take) (?:a break|to (?:take a break|pause))|stop(?: (?:${it}|here|now|there|asking(?: me)?(?: (?:questions|that|this|it|these questions|so many questions))?|the questions|talking|bothering me))?|cancel(?: (?:${it}|all|the (?:request|booking|process|whole thing)))?|quit|exit|abort|(?:end|leave|close)(?: (?:${it}|the (?:chat|conversation|session)))?|forget (?:about )?${it}|forget about it|never ?mind|(?:thats |that is )?enough(?: (?:questions|of this|already))?|(?:i|ive|i have|we) ?(?:got |have |need |must |should |gotta |really )*(?:to )?(?:go|leave|run|stop|get going|hang up|be going)(?: (?:now|here|later|bye|sorry|soon|out|offline))*|gotta (?:go|run|leave)(?: now)?|(?:good ?)?bye(?: bye| now)?|(?:see you|talk to you|catch you|until|well talk|speak|do ${it}|try(?: again)?|finish(?: ${it})?)(?: again)? (?:later|tomorrow|soon|tonight|this evening|another (?:time|day)|some other (?:time|day))|later|another time|some other time|i(?:ll| will| can|d rather|d like to| want to)? ?(?:do|finish|continue|complete|fill|come back|be back|return|try|get back)(?: (?:${it}|to ${it}|in|out|again|with ${it}|on))* (?:later|tomorrow|another time|some other time|tonight|next week|soon)|ill (?:be|come) back|(?:i|we) (?:dont|do not|no longer) (?:want|wanna|wish|care|like|feel like|have (?:the )?time|need)(?: (?:to|for))?(?: (?:do|doing|continue|continuing|go on|going on|carry on|finish|fill(?:ing)?(?: in| out)?|answer(?:ing)?|talk(?:ing)?))?(?: (?:${it}|anymore|any more|any longer|more questions|any more questions|all these questions|these questions|your questions|questions|with (?:this|it)|now|right now|to you))+|(?:i|we) (?:dont|do not) (?:want to|wanna) (?:continue|go on|carry on|finish)|im (?:done|leaving|out of here|off)(?: (?:with ${it}|now|here))?|i give up|leave me alone|i changed my mind|lets (?:stop|leave it|end|do ${it} later|finish ${it} later|continue later|stop here)(?: (?:here|there|at that))?|pause(?: (?:${it}|for (?:now|a (?:moment|minute|while))))?|take a break|this (?:is taking|takes) too long|(?:too|so) many questions`,
  },
  {
    act: 'cancel',
    isMild: true,
    said: 'not (?:right )?now(?: later)?|not today|(?:maybe|perhaps) (?:later|tomorrow|tonight|next time|another (?:time|day)|some other (?:time|day))',
  },
  {
    act: 'question',
    said: `(?:but )?why(?: (?:${it}|so|though|is that|is this))?|(?:and )?what for|how come|what do you mean(?: (?:by|with) .{1,60})?|what does (?:that|this|it) mean|how do you mean(?: that)?|help(?: me)?(?: (?:out|please|here))?|i need help(?: (?:with ${it}|here))?|(?:i|we) (?:dont|do not|didnt|cant) (?:understand|get|follow|know what you mean)(?: (?:${it}|the question|your question|what you mean|what you want|you|what that means|what this means))?|im (?:confused|lost|not following|not sure what you mean|not sure what to (?:say|write|put|answer|enter))|explain(?: (?:${it}|to me|the question))*|what (?:should|do|can|must|shall) i (?:write|say|enter|put|choose|pick|type|fill in)(?: (?:here|there|now))?|what (?:is|are) (?:that|this|it|those|these)(?: for| about)?|(?:what are )?(?:my|the) (?:options|choices)|(?:give me |tell me )?(?:the|my) (?:options|choices)|for example|like what|an example|give (?:me )?an example|such as|how so|(?:tell me |say )why(?: you (?:need|ask|want)(?: (?:${it}|for ${it}|to know))?)?`,
  },
  {
    act: 'skip',
    said: `skip(?: (?:${it}|(?:this|that|the) (?:question|field|step|part)|to the next(?: one| question)?|over ${it}|ahead))?|pass(?: (?:on )?(?:${it}|this question))?|next(?: (?:question|one|field|step))?|(?:go|jump|move) (?:on )?to the next(?: (?:question|one|field))?|move on|(?:id |i would |i )?(?:rather|prefer|preferred) not(?: to)? (?:say|answer|tell|share|give|disclose|provide|reveal)(?: (?:it|that|this|you|you that|that question|this question|${field}))?|(?:i|we) (?:dont|do not|wont|will not|cant|cannot)(?: (?:want to|wanna|like to|wish to|feel like|feel comfortable|have to))? (?:say|saying|answer|answering|tell|telling|share|sharing|give|giving|disclose|provide|reveal)(?: (?:you|it|that|this|out|away|that one|this one|that question|this question|that out|${field}))*|(?:im|i am|were|we are) not (?:going to )?(?:tell|telling|give|giving|share|sharing|say|saying|answer|answering)(?: (?:you|it|that|this|out|away|that to you|it to you|${field}))*|no comment|(?:thats )?none of your (?:business|concern)|n a|na|not applicable|(?:doesnt|does not|that doesnt|this doesnt) apply(?: to me)?|leave (?:it|this|that|this one) (?:out|blank|empty|open)|(?:thats|its|that is|this is|it is|too)(?: too| a bit| very)? (?:private|personal|secret|confidential)|private`,
  },
  {
    act: 'skip',
    said: `(?:skip|leave out|omit|pass on|ignore|forget(?: about)?) ${field}(?: ${asking})?|(?:no|without) @\\d{1,3}`,
  },
  {
    act: 'skip',
    isMild: true,
    said: `no|nope|nah|none|nothing|(?:nothing|none) (?:else|more|further|special|in particular)|not really|nothing (?:more )?to add|(?:thats|that is|that was|that will be|thatll be) (?:it|all|everything)|no thanks|no thank you|(?:id |i would |i )?(?:rather|prefer) not(?: to)?|(?:(?:i|we) )?(?:dont|do not) (?:have|own|use|got)(?: (?:one|any|that|it|such a thing|${field}|an? [a-z]{2,20}(?: [a-z]{2,20})?|any [a-z]{2,20}(?: [a-z]{2,20})?))?(?: (?:yet|right now|at the moment|anymore|with me|at hand|handy))?|(?:i have|ive got|i got|theres|there is) (?:none|no (?:@\\d{1,3}|[a-z]{2,20}(?: [a-z]{2,20})?))(?: (?:yet|right now|at the moment))?|havent got (?:one|any)|(?:i|we) (?:dont|do not|cant) (?:know|remember|recall)(?: (?:it|that|yet|by heart|right now|${field}))*|no (?:idea|clue)|(?:im )?not sure(?: yet)?|dont know(?: yet)?|dunno|idk|i forgot(?: it)?`,
  },
  {
    act: 'resume',
    said: `continue(?: (?:with (?:${it}|my answers)|here|now|where (?:we|i) (?:left off|stopped|were|was)))?|go on|resume(?: ${it})?|carry on|keep going|proceed|im back(?: (?:again|now|here))?|i am back(?: (?:again|now))?|back again|lets (?:go on|continue|go|proceed|carry on|resume|finish ${it}|get this done|do ${it})(?: (?:now|then))?|(?:where|pick up where|from where) (?:were we|we (?:left off|stopped|were)|did we (?:stop|leave off))|(?:im |i am )?ready(?: (?:now|again|to (?:continue|go on|go|proceed)))?|go ahead|unpause|next please`,
  },
]
