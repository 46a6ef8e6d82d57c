import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import { isUnopened, takeOpeningTurn } from '@/lib/conversations/take-opening-turn'
import { takeTurn } from '@/lib/conversations/take-turn'
import { applyEvent } from '@/lib/domain/apply-event'
import type { Loaded } from '@/lib/domain/conversation-store'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { type Answer, repeatsLastAnswer } from './last-answer'
import { lastReply, type Said, wordsOf } from './last-reply'

/** Nothing is to be heard: what was said last is said again. */
const nothingNew = new AppError('CONFLICT', 'There is nothing new to answer')

/**
 * Hears an answer, after the opening where there was none yet. The one that was heard last is not heard twice, and what was
 * answered before the form was started over is no answer to what it asks since: both get the last reply again. Throws CONFLICT
 * once the form has been submitted, and what `takeTurn` throws.
 */
export async function answerForm(
  ports: ConversationPorts,
  scope: Scope,
  before: Loaded,
  answer: Answer,
): Promise<Said> {
  const ref = { id: before.conversation.id }
  if (isUnopened(before)) await takeOpeningTurn(ports, scope, ref)
  const isStartedOver = ({ conversation }: Pick<Loaded, 'conversation'>) =>
    conversation.state.historySince !== before.conversation.state.historySince
  const request = {
    ...{ ref, text: answer.text, idempotency: null },
    ...(answer.fieldId === null ? {} : ({ fieldId: answer.fieldId, isFieldEchoed: true } as const)),
    async admits(loaded: Loaded) {
      if (isStartedOver(loaded)) throw nothingNew
      if (await repeatsLastAnswer(ports, scope, loaded, answer)) throw nothingNew
      if (loaded.conversation.state.status !== 'active') throw alreadySubmitted()
    },
  }
  try {
    const { conversation, turn } = await takeTurn(ports, scope, request)
    const message = wordsOf(turn)
    if (message === '') return lastReply(ports, scope, ref)
    return { message, state: turn.events.reduce(applyEvent, conversation.state) }
  } catch (error) {
    if (error === nothingNew) return lastReply(ports, scope, ref)
    // What runs while the form is started over is cancelled.
    const conversation = isAppError(error) ? await ports.store.getConversation(scope, ref) : null
    if (conversation && isStartedOver({ conversation })) return lastReply(ports, scope, ref)
    throw isAppError(error) && error.code === 'GONE' ? alreadySubmitted(error) : error
  }
}

/** Completed is final. */
export function alreadySubmitted(cause?: unknown): AppError {
  return new AppError('CONFLICT', 'Already submitted', { cause })
}
