import { randomUUID } from 'node:crypto'
import { type DataInPlay, type DataTableShown, executeSql, updateUserName } from '@/lib/domain/data-tools'
import type { CallContext, ReplyPart, ReplyRequest } from '@/lib/domain/language'
import { readQuestion } from './data-questions/read-question'
import { sayWithoutModel } from './say-without-model'
import { smallTalkIn } from './small-talk'

type Asked = { question: string; data: DataInPlay; call: Pick<CallContext, 'now' | 'timeZone'> }

/**
 * An answer from the data without a model: the question is read by a grammar, its query asked as a tool, and the rows put
 * into words. What is not fully understood is refused with what can be asked instead.
 */
export function* sayOverData(request: ReplyRequest, call: Asked['call']): Generator<ReplyPart> {
  const { data, history } = request
  if (!data) return yield* say('The data that I answer from cannot be reached now. Please try again later.')
  const question = history.findLast(({ role }) => role === 'user')?.content ?? ''
  const asked = { question, data, call }
  if (request.toolRounds.length > 0) return yield* say(afterTool(request, asked))
  if (smallTalkIn(question)) return yield* sayWithoutModel(request)
  yield* begin(request, asked)
}

function* begin(request: ReplyRequest, asked: Asked): Generator<ReplyPart> {
  const mayAsk = request.tools.some(({ name }) => name === executeSql)
  const reading = read(request, asked)
  switch (reading.kind) {
    case 'name':
      if (!request.tools.some(({ name }) => name === updateUserName))
        return yield* say('Hello. What would you like to know?')
      return yield* toolCall(updateUserName, { new_first_name: reading.first, new_last_name: reading.last })
    case 'small-talk':
      return yield* sayWithoutModel(request)
    case 'query':
      if (!mayAsk) return yield* say(whoFirst)
      return yield* toolCall(executeSql, { query: reading.sql })
    case 'refused':
      return yield* mayAsk ? say(refusal(reading)) : say(whoFirst)
  }
}

const whoFirst = 'First tell me who you are, please: your first and last name.'

function read({ history }: ReplyRequest, { question, data, call }: Asked) {
  const said = history.flatMap(({ role, content }) => (role === 'user' ? [content] : []))
  const { schema, identity: identityTable } = data
  return readQuestion({ question, earlier: said.slice(0, -1), schema, identityTable, ...call })
}

function refusal({ why, can }: { why: string; can: readonly string[] }): string {
  const said = /[.!?]$/.test(why) ? why : `${why}.`
  return can.length > 0 ? `${said} You can ask, for example:\n${can.map((one) => `- ${one}`).join('\n')}` : said
}

function afterTool(request: ReplyRequest, asked: Asked): string {
  const last = request.toolRounds.at(-1)
  if (last?.call.name === updateUserName) return afterNaming(last, asked.data)
  const reading = read(request, asked)
  if (!last?.table || reading.kind !== 'query') return 'I could not read the data for that. Please ask in another way.'
  return howMany(last.table) + addressed(reading.answer(last.table.rows), asked.data)
}

// Of long lists only the first rows are here: what is said of them is said of no others.
function howMany({ isCut, total, rows }: DataTableShown): string {
  if (!isCut) return ''
  const found = total > rows.length ? `Of ${total.toLocaleString('en-US')} or more, the` : 'The'
  return `${found} first ${rows.length}:\n`
}

function afterNaming({ output, isError }: ReplyRequest['toolRounds'][number], { who }: DataInPlay): string {
  if (isError) return whoFirst
  if (!output.startsWith('Updated')) return `${output} ${whoFirst}`
  return `Hello ${who?.firstName ?? ''}. How can I help you?`
}

// What is about them is said to them by their name.
function addressed(answer: string, { who }: DataInPlay): string {
  return who && /^You(?:r|'ve)? /.test(answer)
    ? `${who.firstName}, ${answer.charAt(0).toLowerCase()}${answer.slice(1)}`
    : answer
}

function* toolCall(name: string, args: Record<string, string>): Generator<ReplyPart> {
  yield { type: 'tool-call', call: { id: `call_${randomUUID().slice(0, 8)}`, name, args } }
  yield { type: 'end', source: 'static', cutShort: false }
}

function* say(text: string): Generator<ReplyPart> {
  for (const piece of text.match(/\s*\S+\s*/gu) ?? []) yield { type: 'text-delta', text: piece }
  yield { type: 'end', source: 'static', cutShort: false }
}
