import type { Json } from '@/lib/domain/json'
import { csvLine } from './csv-line'
import type { ResponsePage } from './list-responses'
import type { ResponseView } from './response-view'

const columns = [
  ...['conversation_id', 'communication_id', 'status', 'created_at', 'updated_at', 'ended_at', 'source_id'],
] as const

/** Responses as a table, one column a field. `bom`: with the mark by which older spreadsheets know UTF-8. */
export async function* responsesAsCsv(
  pages: AsyncIterable<ResponsePage>,
  { bom }: { bom: boolean },
): AsyncGenerator<string> {
  let isFirst = true
  for await (const { fields, responses } of pages) {
    const ids = fields.map(({ id }) => id)
    const head = isFirst ? `${bom ? '\ufeff' : ''}${csvLine([...columns, ...ids.map(columnOf)])}` : ''
    isFirst = false
    yield head + responses.map((response) => csvLine(recordOf(response, ids))).join('')
  }
}

/** Responses as one JSON document: `{"form_id": …, "responses": […]}`. */
export async function* responsesAsJson(
  pages: AsyncIterable<ResponsePage>,
  { formId }: { formId: number },
): AsyncGenerator<string> {
  // Leaves with the first page: before it nobody knows whether there is such a form.
  let text = `{"form_id":${formId},"responses":[`
  let comma = '\n'
  for await (const { responses } of pages) {
    for (const response of responses) {
      text += comma + JSON.stringify(responseBody(response))
      comma = ',\n'
    }
    yield text
    text = ''
  }
  yield '\n]}\n'
}

/** A response in the words of the wire and of the exports. */
export function responseBody(response: ResponseView) {
  return {
    conversation_id: response.conversationId,
    communication_id: response.communicationId,
    status: response.status,
    answers: { ...response.answers },
    asking: response.form?.asking ?? null,
    outcome: response.form?.outcome ?? null,
    created_at: timeOf(response.createdAt),
    updated_at: timeOf(response.updatedAt),
    ended_at: response.endedAt === null ? null : timeOf(response.endedAt),
    source_id: response.sourceId,
  }
}

function recordOf(response: ResponseView, ids: readonly string[]): Json[] {
  const body = responseBody(response)
  return [...columns.map((column) => body[column]), ...ids.map((id) => response.answers[id] ?? null)]
}

// A field may be called like a column of ours.
function columnOf(fieldId: string): string {
  return columns.some((column) => column === fieldId) ? `answers.${fieldId}` : fieldId
}

function timeOf(at: number): string {
  return new Date(at).toISOString()
}
