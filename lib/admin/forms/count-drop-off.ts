import { type FormField, reviewField } from '@/lib/domain/form'
import type { ResponsePage } from './list-responses'
import type { ResponseView } from './response-view'

export type FieldCounts = {
  id: string
  label: string
  /** Asked, answered beforehand, or passed over. */
  reached: number
  answered: number
  skipped: number
  /** Asked last, where the form was not brought to its end. */
  leftAt: number
}

export type DropOff = { notStarted: number; partial: number; completed: number; fields: FieldCounts[] }

/** Where people leave a form: counts over all its responses, field by field, the review as the last. */
export async function countDropOff(pages: AsyncIterable<ResponsePage>): Promise<DropOff> {
  const statuses = { completed: 0, partial: 0, not_started: 0 }
  const counts = new Map<string, FieldCounts>()
  for await (const { fields, responses } of pages) {
    for (const { id, label } of [...fields, review])
      if (!counts.has(id)) counts.set(id, { id, label, reached: 0, answered: 0, skipped: 0, leftAt: 0 })
    for (const response of responses) {
      statuses[response.status] += 1
      for (const count of counts.values()) countIn(count, response)
    }
  }
  const fields = [...counts.values()].filter(({ id, reached }) => id !== reviewField || reached > 0)
  return { notStarted: statuses.not_started, partial: statuses.partial, completed: statuses.completed, fields }
}

const review: Pick<FormField, 'id' | 'label'> = { id: reviewField, label: 'Review' }

function countIn(count: FieldCounts, { form, answers, status }: ResponseView): void {
  const isAnswered = (answers[count.id] ?? null) !== null
  const isSkipped = !isAnswered && (form?.skipped.includes(count.id) ?? false)
  if (isAnswered) count.answered += 1
  if (isSkipped) count.skipped += 1
  const isAsked = form?.asking === count.id
  if (isAnswered || isSkipped || isAsked || form?.order.includes(count.id)) count.reached += 1
  if (isAsked && status === 'partial') count.leftAt += 1
}
