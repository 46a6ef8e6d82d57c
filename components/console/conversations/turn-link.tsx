import { conversationTexts } from '../texts/conversation-texts'

/** The number of a turn, which opens the why of it. */
export function TurnLink({ turn, onOpen }: { turn: number | null; onOpen: (turn: number) => void }) {
  if (turn === null) return conversationTexts.none
  return (
    <button
      type="button"
      aria-label={conversationTexts.known.openTurn(turn)}
      onClick={() => onOpen(turn)}
      className="inline-flex min-h-8 min-w-8 items-center justify-end text-accent tabular-nums hover:underline"
    >
      {turn}
    </button>
  )
}
