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
