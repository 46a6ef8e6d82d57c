// Knowledge: bases of documents, cut into passages that answers quote. `lib/knowledge` reads, cuts and searches them.
import type { ModelCall } from './turn-event'
import type { RagSettings } from './workflow'

export type DocumentFormat = 'pdf' | 'docx' | 'markdown' | 'html' | 'text' | 'csv'

export type DocumentState = 'queued' | 'parsing' | 'indexing' | 'ready' | 'failed'

/** How a base is searched; what is left out has the search's own default, and a node's settings go before it. */
export type SearchSettings = Omit<RagSettings, 'enabled' | 'knowledgeBase' | 'furtherBases'> & {
  relevanceFilter?: boolean
}

export type KnowledgeBase = {
  id: string
  tenantId: string
  name: string
  settings: SearchSettings
  /** Raised with every change of what can be found in it. */
  revision: number
  createdAt: number
}

export type KnowledgeDocument = {
  id: string
  tenantId: string
  baseId: string
  fileName: string
  title: string
  format: DocumentFormat
  /** Of the original, in bytes. */
  size: number
  /** SHA-256 of the original, in hex. */
  hash: string
  state: DocumentState
  /** A sentence for whoever uploaded it; set exactly where the state is `failed`. */
  failure: string | null
  /** Sentences with a vector, of all; 0 of 0 until it is parsed. */
  progress: { done: number; total: number }
  pages: number | null
  passages: number
  createdAt: number
  updatedAt: number
}

export type NewDocument = Pick<
  KnowledgeDocument,
  'id' | 'tenantId' | 'baseId' | 'fileName' | 'title' | 'format' | 'hash' | 'createdAt'
> & { original: Uint8Array }

/** A part of a document that makes sense alone. */
export type Passage = {
  /** From 0, in the order of the document. */
  position: number
  /** Where it begins; null where the format has no pages. */
  page: number | null
  /** Headings over it, outermost first, joined by " › "; null where there are none. */
  heading: string | null
  /** Sentences or table rows. */
  sentences: readonly string[]
}

/** With one vector of unit length a sentence. */
export type IndexedPassage = Passage & { vectors: readonly Float32Array[] }

/** `vectors`: those of its sentences, one after another; empty where another encoder made them, or none has yet. */
export type StoredPassage = Passage & { documentId: string; title: string; vectors: Float32Array }

export type PassageRef = { documentId: string; position: number }

/**
 * How near a passage is to a question: the cosine of its nearest sentence, above 0, and which one that is. `rank`: its place
 * among all passages of the base, from 1, where that was asked.
 */
export type NearPassage = PassageRef & { cosine: number; sentence: number; rank?: number }

/** Where a page of passages ended. */
export type PassagePlace = { createdAt: number; documentId: string; position: number }

/** The right to work on a document; lost when another process takes it over, or when it is to get another encoder's vectors. */
export type DocumentClaim = { documentId: string; attempt: number; encoder: string }

export type ClaimedDocument = DocumentClaim & {
  tenantId: string
  fileName: string
  format: DocumentFormat
  original: Uint8Array
}

export type SentenceEncoder = {
  /** Vectors are compared only with those of an encoder of the same name. */
  readonly name: string
  /** One vector of unit length a text. `report` hears of calls to a model. */
  embed(texts: readonly string[], signal: AbortSignal, report?: (call: ModelCall) => void): Promise<Float32Array[]>
}

export type FoundPassage = {
  documentId: string
  title: string
  page: number | null
  heading: string | null
  quote: string
  score: number
}

export type SearchResult = {
  /** Best first. */
  passages: readonly FoundPassage[]
  /** False where the documents do not say: the best passage carries too little of what was asked. */
  answerable: boolean
}
