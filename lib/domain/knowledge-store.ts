// The store's part behind documents and what is found in them.

import type {
  ClaimedDocument,
  DocumentClaim,
  IndexedPassage,
  KnowledgeBase,
  KnowledgeDocument,
  NearPassage,
  NewDocument,
  Passage,
  PassagePlace,
  PassageRef,
  SearchSettings,
  StoredPassage,
} from './knowledge'
import type { Scope } from './scope'

/** A question's vector, and whose vectors of which base it is compared with. */
export type VectorQuestion = { baseId: string; encoder: string; vector: Float32Array }

/** Vectors that the database compares by itself. */
export type VectorStore = {
  /** Takes in what a process that knew of no such vectors has left out: of one base, or of all. */
  complete(scope: Scope, baseId: string | null, encoder: string): Promise<void>
  /** The nearest passages, at most `count`, and those of `places` that are near at all, with ranks, best first. */
  nearest(
    scope: Scope,
    question: VectorQuestion,
    wanted: { count: number; places: readonly PassageRef[] },
  ): Promise<NearPassage[]>
  /** Those of `places` that are near at all, without ranks, in any order. */
  cosines(scope: Scope, question: VectorQuestion, places: readonly PassageRef[]): Promise<NearPassage[]>
}

/** Calls on a claimed document answer false, and change nothing, where the claim is lost or the document deleted. */
export type KnowledgeStore = {
  /** Throws CONFLICT where the tenant has a base of this name, NOT_FOUND outside the scope. */
  addBase(scope: Scope, base: Omit<KnowledgeBase, 'revision'>): Promise<void>
  /** By id, or by name where no id fits. */
  findBase(scope: Scope, tenantId: string, idOrName: string): Promise<KnowledgeBase | null>
  /** By name. */
  listBases(scope: Scope, tenantId: string): Promise<KnowledgeBase[]>
  setBaseSettings(scope: Scope, baseId: string, settings: SearchSettings): Promise<boolean>
  /** With its documents. Throws CONFLICT where it is a chatbot's own. */
  deleteBase(scope: Scope, baseId: string): Promise<boolean>
  /** `duplicate`: the base holds these bytes already; where reading them had failed, they are queued again. */
  addDocument(scope: Scope, document: NewDocument): Promise<{ outcome: 'added' | 'duplicate'; documentId: string }>
  /** In the order they came. */
  listDocuments(scope: Scope, baseId: string): Promise<KnowledgeDocument[]>
  getDocument(scope: Scope, documentId: string): Promise<KnowledgeDocument | null>
  getOriginal(scope: Scope, documentId: string): Promise<Uint8Array | null>
  /**
   * The oldest document that waits for this encoder or for any, or whose worker is gone, held for `holdMs` (SKIP LOCKED).
   * Starts it over.
   */
  claimDocument(scope: Scope, encoder: string, now: number, holdMs: number): Promise<ClaimedDocument | null>
  /** Documents of another encoder wait for this one, found by their words meanwhile. Answers how many. */
  queueForEncoder(scope: Scope, encoder: string, now: number): Promise<number>
  /** Renews the claim too. */
  noteProgress(
    scope: Scope,
    claim: DocumentClaim,
    progress: { done: number; total: number; pages: number | null; now: number; holdMs: number },
  ): Promise<boolean>
  /** Stores the passages and makes them found, at once. */
  finishDocument(scope: Scope, claim: DocumentClaim, passages: readonly IndexedPassage[], at: number): Promise<boolean>
  failDocument(scope: Scope, claim: DocumentClaim, failure: string, at: number): Promise<boolean>
  /** Queues it again, with all its attempts. False where it has not failed. */
  retryDocument(scope: Scope, documentId: string, at: number): Promise<boolean>
  /** With its original and passages. */
  deleteDocument(scope: Scope, documentId: string): Promise<boolean>
  /** Those of one document in its order, without vectors. */
  listPassages(scope: Scope, documentId: string, page: { offset: number; limit: number }): Promise<Passage[]>
  /**
   * Of documents that were ready once, also while they are read again, in order, a page at a time: `next` is null with the
   * last. Null where the base is unknown. `encoder` null: without vectors.
   */
  loadPassages(
    scope: Scope,
    baseId: string,
    encoder: string | null,
    after: PassagePlace | null,
  ): Promise<{ revision: number; passages: StoredPassage[]; next: PassagePlace | null } | null>
  /** Null where the base is unknown. */
  getRevision(scope: Scope, baseId: string): Promise<number | null>
}
