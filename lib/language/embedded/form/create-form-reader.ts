import { type FormReading, reviewField } from '@/lib/domain/form'
import type { CallContext } from '@/lib/domain/language'
import type { Encoder } from '@/lib/language/embedded/create-encoder'
import { isUndecided } from '@/lib/language/embedded/extraction/extract-yes-no'
import type { YesNoLeaning } from '@/lib/language/embedded/yes-no/lean-by-likeness'
import type { FieldCall } from '@/lib/language/fields/field-context'
import { createActLikeness } from './act-by-likeness'
import { fieldReading, noReading, saidYes } from './form-reading'
import { type FormRequest, type HeardForm, heardForm } from './heard-form'
import { matchAct } from './match-act'
import { readActAlone } from './read-act-alone'
import { readConfirmation } from './read-confirmation'
import { readReview } from './read-review'
import { readValues } from './read-values'
import { splitQuestion } from './side-question'

type Call = FieldCall & Pick<CallContext, 'signal'>

/**
 * What a message does in a form and which values it gives (contract 2), without a model: by patterns, by the readers of values,
 * and for short messages that neither explains by likeness to typical ones. Throws as the encoder does.
 */
export function createFormReader(encoder: Encoder, leaning: YesNoLeaning) {
  const likeness = createActLikeness(encoder)
  return {
    warm: likeness.warm,
    async read(request: FormRequest, call: Call): Promise<FormReading> {
      const heard = heardForm(request)
      const reading = readPlainly(heard, call)
      const leaned = reading.act === 'unclear' ? await leanedYesNo(heard, leaning, call.signal) : null
      if (leaned) return leaned
      if (reading.act !== 'unclear' && !isDoubtful(heard, reading)) return reading
      const act = await likeness.actOf(heard.text, call.signal, reading.act === 'unclear' ? 'loose' : 'strict')
      if (act === null || act === reading.act) return reading
      return { ...noReading, act, question: act === 'question' ? heard.text : null }
    },
  }
}

/** A yes or no in words that no pattern has, where one was asked for. */
async function leanedYesNo(heard: HeardForm, leaning: YesNoLeaning, signal: AbortSignal): Promise<FormReading | null> {
  const { asked, form, text } = heard
  const isForm = form.confirming !== null || form.asking === reviewField
  if ((asked?.type !== 'yes_no' && !isForm) || matchAct(heard.plain) || isUndecided(text)) return null
  const lean = await leaning.lean(text, signal)
  if (!lean) return null
  if (isForm || !asked) return { ...noReading, act: lean.value ? 'yes' : 'no' }
  return { ...noReading, act: 'answer', values: [fieldReading(heard, { ...lean, raw: text, field: asked })] }
}

/** "?", and the dash in a box that is to stay empty. */
function readMarks({ text, asked }: HeardForm): FormReading {
  if (text === '?') return { ...noReading, act: 'repeat' }
  return asked?.required === false && /^[-–—]{1,3}$/u.test(text) ? { ...noReading, act: 'skip' } : noReading
}

/** Without the encoder. */
function readPlainly(heard: HeardForm, call: FieldCall): FormReading {
  if (!/[\p{L}\p{N}\p{S}]/u.test(heard.text)) return readMarks(heard)
  return (
    (heard.form.confirming && readConfirmation(heard, call)) ??
    (heard.form.asking === reviewField && heard.form.directField === null ? readReview(heard, call) : null) ??
    readActAlone(heard, call) ??
    answered(heard, call)
  )
}

/** "Can we start this anew?" asks for an act. A free text may be a wish too: one in few words, and never a long one. */
function isDoubtful({ asked, text, plain }: HeardForm, { act, values, question }: FormReading): boolean {
  if (act === 'question') return /^(?:can|could|may|shall|would) /u.test(plain)
  const [only] = values
  const isWords = asked?.type === 'text' || asked?.type === 'address'
  return (
    isWords && question === null && values.length === 1 && only?.field === asked.id && text.split(/\s+/u).length > 2
  )
}

function answered(heard: HeardForm, call: FieldCall): FormReading {
  const { asked, known } = heard
  const { statement, question } = splitQuestion(heard.text, asked, call)
  const values = statement === '' ? [] : readValues(heard, statement, call).map((found) => fieldReading(heard, found))
  const about = question === null ? null : aboutOf(heard, question)
  if (values.length > 0) return { ...noReading, act: 'answer', values, question, about }
  if (question !== null) return { ...noReading, act: 'question', question, about }
  const isAnswered = asked !== null && (known[asked.id] ?? null) !== null
  if (
    isAnswered &&
    /^(?:please )?(?:keep|leave|same|stay)(?: (?:with )?(?:it|that|this|as (?:it )?is|the same|the old one))*$/u.test(
      heard.plain,
    )
  )
    return { ...noReading, act: 'yes' }
  const said = saidYes(heard, call)
  // In a longer message it is the beginning of something else.
  if (said === null || heard.plain.split(' ').length > 5) return noReading
  return { ...noReading, act: said ? 'yes' : 'no' }
}

/** The field that a side question names, where it is another one. */
function aboutOf({ asked, mentions, text }: HeardForm, question: string): string | null {
  const start = Math.max(0, text.indexOf(question))
  const named = mentions.filter(({ at }) => at >= start && at < start + question.length).map(({ field }) => field)
  return asked && named.includes(asked) ? null : (named[0]?.id ?? null)
}
