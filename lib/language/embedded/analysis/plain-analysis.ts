import type { Analysis, AnalysisRequest } from '@/lib/domain/analysis'
import { findKeywords } from './find-keywords'

const needsModel = 'needs a language model'

type Success = Pick<Analysis, 'callSuccessful' | 'successConfidence'> & { why?: string }

/** What can be said of a conversation without a model: its keywords, and whether it came to its end. The rest says why not. */
export function plainAnalysis(request: AnalysisRequest): Analysis {
  const { why, ...success } = successOf(request)
  const questions = request.config.questions.map(({ name }) => [`answers.${name}`, needsModel])
  return {
    ...{ sentiment: null, sentimentScore: null, summary: null, topicsDiscussed: null, model: null },
    ...success,
    keywordsDetected: findKeywords(request.transcript.flatMap((one) => (one.speaker === 'visitor' ? [one.text] : []))),
    answers: {},
    missing: {
      ...{ sentiment: needsModel, sentiment_score: needsModel, summary: needsModel, topics_discussed: needsModel },
      ...(why && { call_successful: why, success_confidence: why }),
      ...Object.fromEntries(questions),
    },
  }
}

// Judged by how it ended and what it was to find out. Each number is a rule's, not a measurement.
function successOf({ status, endReason, unanswered, transcript }: AnalysisRequest): Success {
  if (transcript.every(({ speaker }) => speaker === 'agent')) return { callSuccessful: false, successConfidence: 0.9 }
  switch (status) {
    case 'error':
      return { callSuccessful: false, successConfidence: 0.9 }
    case 'abandoned':
      return { callSuccessful: false, successConfidence: unanswered.length > 0 ? 0.8 : 0.6 }
    case 'active':
      return { callSuccessful: null, successConfidence: null, why: 'the conversation has not ended' }
    case 'completed':
      if (endReason === 'user_hangup') {
        const why = 'its visitor ended it: whether it served them needs a language model'
        return { callSuccessful: null, successConfidence: null, why }
      }
      return { callSuccessful: true, successConfidence: unanswered.length > 0 ? 0.5 : 0.7 }
  }
}
