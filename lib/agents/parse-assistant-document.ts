import { z } from 'zod'
import type { Problem } from '@/lib/domain/errors'
import { type AssistantConfig, assistantConfigSchema } from './assistant-config'
import { documentPath } from './document-path'
import { zodFindings } from './zod-findings'

export type ParsedAssistantDocument = { ok: true; config: AssistantConfig } | { ok: false; problems: Problem[] }

const documentSchema = z.looseObject({ assistant: assistantConfigSchema })

/** Checks an assistant's document. Gives it typed, or all its problems at once, each with its path. Throws nothing. */
export function parseAssistantDocument(value: unknown): ParsedAssistantDocument {
  const parsed = documentSchema.safeParse(value, { reportInput: true })
  if (parsed.success) return { ok: true, config: parsed.data.assistant }
  const problems = zodFindings(parsed.error).map(({ path, message }) => ({ path: documentPath(path, []), message }))
  return { ok: false, problems }
}

/** Whether a document is an assistant's: what tells the kinds apart on import. */
export function isAssistantDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'assistant' in value
}
