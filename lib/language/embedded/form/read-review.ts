import type { FormReading } from '@/lib/domain/form'
import type { FieldCall } from '@/lib/language/fields/field-context'
import { actReading, fieldReading, noReading, saidYes } from './form-reading'
import type { HeardForm } from './heard-form'
import { matchAct } from './match-act'
import { readValues } from './read-values'
import { splitQuestion } from './side-question'

const change = /\b(?:wrong|change|correct (?:the|my|this|that)|fix|edit|update|except|but|not right|incorrect)\b/iu
const nameAlone = /^(?:(?:the|my|your|just|only|its|please) ){0,3}@\d{1,3}(?: please)?$/u
const finished = /^(?:im )?(?:done|finished|all (?:good|done|set)|submit|send|confirm|thats (?:it|all))(?: it)?$/u

/** What answers "is everything right?" */
export function readReview(heard: HeardForm, call: FieldCall): FormReading {
  const matched = matchAct(heard.plain)
  if (matched && !matched.isMild && matched.act !== 'resume') return actReading(heard, matched)
  const { statement, question } = splitQuestion(heard.text, null, call)
  const values = readValues(heard, statement, call).map((found) => fieldReading(heard, found))
  if (values.length > 0) return { ...noReading, act: 'answer', values, question }
  const about = heard.mentions[0]?.field.id ?? null
  const said = statement === '' ? null : saidYes(heard, call)
  if (about !== null && (said === false || change.test(statement) || nameAlone.test(heard.plain)))
    return { ...noReading, act: 'back', about }
  if (said !== null) return { ...noReading, act: said ? 'yes' : 'no', question }
  if (
    matched?.act === 'resume' ||
    /^(?:(?:now|yes|ok|okay) )?(?:everything|it all|all of it|all|it|that|this)(?:s| is| looks| seems| sounds)? (?:now |all |really |very |just )?(?:perfect|right|correct|fine|good|great|ok|okay|in order)\b/u.test(
      heard.plain,
    ) ||
    finished.test(heard.plain)
  )
    return { ...noReading, act: 'yes' }
  return question === null ? noReading : { ...noReading, act: 'question', question, about }
}
