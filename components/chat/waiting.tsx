import { texts } from '../texts'

/** As high as the row of actions that takes its place: nothing moves when the answer is complete. */
export function Waiting({ isShown }: { isShown: boolean }) {
  return (
    <p className="flex h-11 items-center">
      {isShown ? (
        <>
          <span className="sr-only">{texts.conversation.answering}</span>
          <span aria-hidden className="waiting-dot inline-block size-2 rounded-full bg-accent" />
        </>
      ) : null}
    </p>
  )
}
