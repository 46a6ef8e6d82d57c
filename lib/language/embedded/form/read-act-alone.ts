import type { FormReading } from '@/lib/domain/form'
import { smallTalkIn } from '@/lib/language/embedded/small-talk'
import type { FieldCall } from '@/lib/language/fields/field-context'
import { readField } from '@/lib/language/fields/read-field'
import { actReading, isWords, noReading, saidYes } from './form-reading'
import type { HeardForm } from './heard-form'
import { matchAct, matchClauses } from './match-act'

const maySayYes = /^(?:do|does|did|have|has|are|is|was|were|will|would|should)\b|\bany(?:thing)?\b/iu

/** A whole message that is an act, unless the field that was asked reads it as its answer. */
export function readActAlone(heard: HeardForm, call: FieldCall): FormReading | null {
  const { asked, form, text } = heard
  const matched = matchAct(heard.plain) ?? matchClauses(text)
  const said = matched || form.isPaused ? saidYes(heard, call) : null
  if (
    form.isPaused &&
    form.directField === null &&
    (matched?.act === 'resume' || (said === true && heard.plain.length < 25))
  )
    return { ...noReading, act: 'resume' }
  if (!matched) return courtesy(heard)
  // "Yes please, and skip the zip": the answer first.
  if (asked?.type === 'yes_no' && said !== null && matched.place !== null && /^(?:yes|yeah|no)\b/u.test(heard.plain))
    return null
  if (asked?.type === 'choice' || asked?.type === 'choices') {
    const value = readField(asked, text, call)
    if (value && value.confidence >= (matched.isMild ? 0.8 : 0.95)) return null
  }
  if (asked?.type === 'yes_no' && said !== null && (matched.isMild || matched.act === 'resume')) return null
  if (matched.isMild && asked) {
    if (asked.type === 'text' || asked.type === 'long_text') {
      if (asked.required && /^(?:no|nope|none|nothing)$/u.test(heard.plain)) return null
    } else if (readField(asked, text, call)) return null
  }
  return actReading(heard, matched)
}

/** Invites to say something: yes is none of it yet. */
const invites =
  /\b(?:anything|something)\b|\bany (?:other|further|more|additional|special|(?:final|last) )?\s?(?:comments?|questions?|remarks?|notes?|wishes|requests?|details|information|thoughts|feedback|suggestions?)\b/iu

/** A greeting answers nothing and uses up no attempt; a bare "ok" is no text. */
function courtesy({ asked, text, plain }: HeardForm): FormReading | null {
  const kind = smallTalkIn(text)
  if (kind === 'about') return { ...noReading, act: 'question', question: text }
  if (kind === 'greeting' || kind === 'thanks') return { ...noReading, act: 'repeat' }
  if (!asked || !isWords(asked) || (maySayYes.test(asked.question) && !invites.test(asked.question))) return null
  return /^(?:(?:yes|yeah|yep|sure|ok|okay|alright|fine|of course|k)(?: (?:please|there is|i do|i have))?(?: |$))+$/u.test(
    plain,
  )
    ? { ...noReading, act: 'yes' }
    : null
}
