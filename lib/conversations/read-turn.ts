import type { Turn } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { type Place, restOf, sizeOf } from '@/lib/domain/place'
import type { Scope } from '@/lib/domain/scope'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { ConversationPorts } from './conversation-ports'
import type { Recorded } from './recording'
import { replayTurn } from './replay-turn'
import { within } from './within'

/** What came before belongs to an attempt that failed; the current one follows from its start. */
export type Restart = { type: 'restart'; attempt: number }

/** An event and the place after it. */
export type TurnPart = { event: TurnEvent | Restart; place: Place }

type Ports = Pick<ConversationPorts, 'store' | 'recordings'>

const pollMs = 250

/**
 * The turn that a reader asks for, as it stands: of one that failed and was tried again, the last attempt.
 * Throws NOT_FOUND.
 */
export async function openTurn(
  { store }: Pick<Ports, 'store'>,
  scope: Scope,
  { conversationId, turnId }: { conversationId: string; turnId: string },
): Promise<Turn> {
  const asked = await store.getTurn(scope, turnId)
  if (asked?.conversationId !== conversationId) throw new AppError('NOT_FOUND', 'Turn not found')
  if (asked.status !== 'failed') return asked
  const attempts = await store.listTurns(scope, conversationId, { after: asked.number - 1, limit: 100 })
  return attempts.findLast(({ number }) => number === asked.number) ?? asked
}

/**
 * A turn from any place (null: its start) to its end: as it happens where it runs in this process, else from the log once
 * it is stored. The last event is told in any case, also to who has heard it. A place in another attempt begins with `restart`.
 */
export async function* readTurn(
  ports: Ports,
  scope: Scope,
  turn: Turn,
  { from, signal }: { from: Place | null; signal: AbortSignal },
): AsyncGenerator<TurnPart> {
  const { id: turnId, attempt } = turn
  const isHere = from?.turnId === turnId
  if (from && !isHere) yield { event: { type: 'restart', attempt }, place: { turnId, attempt, position: 0 } }
  const position = isHere ? from.position : 0
  for await (const { event, end } of follow(ports, scope, turn, signal)) {
    const isLast = event.type === 'turn-end' || event.type === 'turn-error'
    if (end <= position && !isLast) continue
    yield { event: restOf(event, position - end + sizeOf(event)), place: { turnId, attempt, position: end } }
  }
}

/**
 * A turn from its start, as `readTurn` tells it. Where it runs in this process, which is so for one that was just begun here,
 * the store is not asked. Throws NOT_FOUND.
 */
export async function* followTurn(
  ports: Ports,
  scope: Scope,
  ref: { conversationId: string; turnId: string },
  signal: AbortSignal,
): AsyncGenerator<TurnPart> {
  const live = ports.recordings.find(ref.turnId)
  if (!live) return yield* readTurn(ports, scope, await openTurn(ports, scope, ref), { from: null, signal })
  const { turnId } = ref
  for await (const { event, end } of live.read(signal))
    yield { event, place: { turnId, attempt: live.attempt, position: end } }
}

async function* follow(ports: Ports, scope: Scope, asked: Turn, signal: AbortSignal): AsyncGenerator<Recorded> {
  const left = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  let turn: Turn | null = asked
  while (turn && !signal.aborted) {
    const live = ports.recordings.find(turn.id)
    if (live) return yield* live.read(signal)
    if (turn.status !== 'running') return yield* replayTurn(turn)
    turn = await ports.store.getTurn(scope, turn.id)
    if (turn?.status === 'running' && !ports.recordings.find(turn.id)) await within(left, pollMs)
  }
}
