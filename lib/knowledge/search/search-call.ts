import type { PassageRef, StoredPassage } from '@/lib/domain/knowledge'
import type { Hit, Question } from './passage-index'

/** What the search thread is asked. */
export type SearchRequest =
  | { kind: 'add'; index: string; passages: readonly StoredPassage[] }
  | { kind: 'search'; index: string; question: Question }
  | { kind: 'shortlist'; index: string; question: Question }
  | { kind: 'forget'; index: string }

export type SearchCall = { id: number; request: SearchRequest }

export type Answered = { hits: Hit[] | null } | { places: PassageRef[] | null } | { done: true }

export type SearchAnswer = { id: number } & (Answered | { error: string })
