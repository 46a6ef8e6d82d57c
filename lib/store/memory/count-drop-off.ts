import type { DropOffCounts, FieldCounts, FormResponse } from '@/lib/domain/form-store'

/** Where people leave a form. */
export function countDropOff(responses: readonly FormResponse[], fields: readonly string[]): DropOffCounts {
  const count = (fits: (response: FormResponse) => boolean) => responses.filter(fits).length
  return {
    notStarted: count(({ status }) => status === 'not_started'),
    partial: count(({ status }) => status === 'partial'),
    completed: count(({ status }) => status === 'completed'),
    fields: fields.map((id): FieldCounts => {
      const seen = responses.map((response) => fateOf(response, id))
      const all = (fits: (fate: ReturnType<typeof fateOf>) => boolean) => seen.filter(fits).length
      return {
        id,
        reached: all(({ isReached }) => isReached),
        answered: all(({ isAnswered }) => isAnswered),
        skipped: all(({ isSkipped }) => isSkipped),
        leftAt: all(({ isLeft }) => isLeft),
      }
    }),
  }
}

function fateOf({ answers, form, status }: FormResponse, id: string) {
  const isAnswered = (answers[id] ?? null) !== null
  const isSkipped = !isAnswered && (form?.skipped.includes(id) ?? false)
  const isAsked = form?.asking === id
  const isReached = isAnswered || isSkipped || isAsked || (form?.order.includes(id) ?? false)
  return { isAnswered, isSkipped, isReached, isLeft: isAsked && status === 'partial' }
}
