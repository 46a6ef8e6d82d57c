import { maskedDocument } from '@/lib/agents/masked-document'

/** A stored document as it is read; `masks`: without the secrets it holds, for those who do not edit it. */
export function shownDocument(text: string, masks: boolean): unknown {
  const document: unknown = JSON.parse(text)
  return masks ? maskedDocument(document) : document
}
