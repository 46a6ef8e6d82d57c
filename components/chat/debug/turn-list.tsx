import { useState } from 'react'
import type { TurnView } from '@/lib/client/wire'
import { texts } from '../../texts'
import type { NameOf } from './step-row'
import { TurnCard } from './turn-card'

/** The turns, oldest first. The last one stands open, and those that were opened or asked for. */
export function TurnList({
  turns,
  asked,
  nameOf,
  onShowMessage,
}: {
  turns: readonly TurnView[]
  asked: { turnId: string } | null
  nameOf: NameOf
  onShowMessage: (messageId: string) => void
}) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [answered, setAnswered] = useState<object | null>(null)
  // While drawing, as React has it for what follows from a prop: a turn that was closed opens when it is asked for.
  if (asked && asked !== answered) {
    setAnswered(asked)
    setChosen(new Map([...chosen, [asked.turnId, true]]))
  }
  const last = turns.at(-1)?.id
  return (
    <ol aria-label={texts.debug.turns}>
      {turns.map((turn) => {
        const isOpen = chosen.get(turn.id) ?? turn.id === last
        return (
          <TurnCard
            key={`${turn.id}.${turn.attempt}`}
            turn={turn}
            isOpen={isOpen}
            onToggle={() => setChosen(new Map([...chosen, [turn.id, !isOpen]]))}
            asked={asked?.turnId === turn.id ? asked : null}
            nameOf={nameOf}
            onShowMessage={onShowMessage}
          />
        )
      })}
    </ol>
  )
}
