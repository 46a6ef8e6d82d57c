import { idleTurn, type LiveTurn } from '../fold-turn'
import { type Chat, isAccepted, isBusy } from './fold-chat'

/** As the message list draws what is being said. */
export function liveOf(chat: Chat): LiveTurn {
  const { asked, answer, line, failure, heard } = chat
  const accepted = isAccepted(chat) ? 'running' : 'sending'
  const phase = failure ? 'failed' : isBusy(chat) ? accepted : 'idle'
  return {
    ...idleTurn,
    ...{ phase, asked, heard },
    line: line.state === 'down' && line.isLate ? 'down' : 'up',
    messageId: asked?.messageId ?? null,
    over: asked ? null : (heard?.id ?? null),
    spoken: answer ? [{ ...answer, sources: [], tables: [], end: null }] : [],
  }
}
