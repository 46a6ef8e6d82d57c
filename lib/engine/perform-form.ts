import type { TurnEventBody } from '@/lib/domain/turn-event'
import { performReply } from './perform-reply'
import type { Step } from './step'
import type { StepContext } from './step-context'

/** The form's changes, then one message with all it says: phrased by a model, or in the author's words. */
export async function* performForm(step: Step & { kind: 'form' }, context: StepContext): AsyncGenerator<TurnEventBody> {
  const { node, changes, why, say } = step
  yield { type: 'form-changed', nodeId: node.id, changes, why }
  if (!say) return
  if (node.phrasing === 'model')
    return yield* performReply(
      { kind: 'reply', prompt: node.context, modelOverride: null, tools: [], phrase: say },
      context,
    )
  const messageId = context.ports.newId(context.ports.clock.now())
  const { words, isQuoted } = say
  yield { type: 'text-delta', messageId, text: words }
  yield {
    type: 'message-end',
    messageId,
    nodeId: node.id,
    source: isQuoted ? 'quote' : 'static',
    stopped: false,
    length: [...words].length,
  }
}
