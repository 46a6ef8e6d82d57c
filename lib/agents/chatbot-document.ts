// A chatbot's document: an assistant's, made from what its owner fills in. What else somebody has set in it stays. Pure.
import type { JsonObject } from '@/lib/domain/json'

/** Null and absent: none. */
export type ChatbotWords = {
  name: string
  description?: string | null
  prompt?: string | null
  greeting?: string | null
}

/** What is not named stays. */
export type ChangedWords = { [Word in keyof ChatbotWords]?: ChatbotWords[Word] | undefined }

export type ChatbotBases = { baseId: string; attachedBaseIds: readonly string[] }

/** Five questions with their answers, and the question that is asked now. */
const historyWindow = 11

/** Said where no model writes: an owner may replace each by importing a document. */
const plainWords = {
  fallback_text: 'Ask me a question about my documents.',
  small_talk: { thanks: 'You are welcome.', goodbye: 'Goodbye.' },
}

export function newChatbotDocument(id: string, words: ChatbotWords, bases: ChatbotBases): JsonObject {
  const { name, description = null, prompt = null, greeting = null } = words
  return {
    assistant: {
      ...{ id, name, description, prompt, greeting, history_window: historyWindow, ...plainWords },
      ...basesIn(bases),
    },
  }
}

/** `assistant`: that of the version in force. */
export function changedChatbotDocument(assistant: JsonObject, change: ChangedWords, bases: ChatbotBases): JsonObject {
  const named = Object.entries(change).flatMap(([word, value]) => (value === undefined ? [] : [[word, value]]))
  return { assistant: { ...assistant, ...Object.fromEntries(named), ...basesIn(bases) } }
}

/** What the base with a chatbot's own documents is called in the console. */
export function baseNameOf(agentId: string): string {
  return `chatbot:${agentId}`
}

function basesIn({ baseId, attachedBaseIds }: ChatbotBases): JsonObject {
  return { members_only: true, knowledge_base: baseId, knowledge_bases: [...attachedBaseIds] }
}
