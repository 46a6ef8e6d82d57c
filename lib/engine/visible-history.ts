import type { TranscriptMessage } from './engine-ports'
import type { StepContext } from './step-context'

/** The last `count` messages that the model may see, oldest first; 0: all that were loaded. */
export function visibleTo(
  { state, transcript }: Pick<StepContext, 'state' | 'transcript'>,
  count: number,
  since = 0,
): TranscriptMessage[] {
  const from = Math.max(state.historySince, since)
  const seen = transcript.filter((message) => message.createdAt >= from)
  return count > 0 ? seen.slice(-count) : seen
}

const leftOut = '(Answered from the documents.)'

/**
 * What is shown where a tool may be called: no agent's words that a document has spoken through. `since`: when the node was
 * entered; what was said before, elsewhere, may repeat such an answer. The visitor's own words all stay.
 */
export function withoutDocuments(messages: readonly TranscriptMessage[], since: number): TranscriptMessage[] {
  return messages
    .filter(({ role, createdAt }) => role === 'user' || createdAt >= since)
    .map((message) => (message.drawsOn ? { ...message, content: leftOut } : message))
}

/** What is shown where values and intents are read: of an answer from documents, the question that it ends with. */
export function withoutPassages(messages: readonly TranscriptMessage[]): TranscriptMessage[] {
  return messages.map((message) =>
    message.drawsOn ? { ...message, content: ownQuestion(message.content, message.drawsOn) ?? leftOut } : message,
  )
}

const longestQuestion = 200
/** Words in a row that a document and a question of the agent's own may share. */
const longestRun = 3

// "Shall I book you in?" must be known for a "yes" to be understood; a question that a document words is none of the agent's.
function ownQuestion(content: string, drawsOn: string): string | null {
  const [question = ''] = /[^.!?\n]*\?\s*$/.exec(content.slice(-longestQuestion)) ?? []
  const words = wordsOf(question)
  if (words.length === 0) return null
  const run = Math.min(words.length, longestRun + 1)
  const quoted = ` ${wordsOf(drawsOn).join(' ')} `
  const isQuoted = words.some((_, at) => {
    return at + run <= words.length && quoted.includes(` ${words.slice(at, at + run).join(' ')} `)
  })
  return isQuoted ? null : question.trim()
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
