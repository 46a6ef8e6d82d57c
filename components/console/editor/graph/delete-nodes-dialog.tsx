import { Confirm } from '@/components/ui/confirm'
import { conditionWords } from '@/lib/client/console/condition-words'
import { editorTexts } from '../../texts/editor-texts'
import type { Removal } from './use-removal'

/** Before nodes go that others lead to: what goes with them. */
export function DeleteNodesDialog({ removal: { doomed, confirm, keep } }: { removal: Removal }) {
  const words = editorTexts.deleting
  if (!doomed) return null
  const { transitions, globalIntents, isInitial } = doomed.references
  return (
    <Confirm title={words.title(doomed.names)} action={words.submit} look="danger" onConfirm={confirm} onClose={keep}>
      <References
        title={words.transitions}
        lines={transitions.map(({ fromName, condition }) => `${fromName}: ${conditionWords(condition)}`)}
      />
      <References title={words.intents} lines={globalIntents} />
      {isInitial ? <p>{words.initial}</p> : null}
    </Confirm>
  )
}

function References({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div>
      <p>{title}</p>
      <ul className="wrap-anywhere mt-1 max-h-40 list-disc overflow-y-auto ps-5 text-ink">
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two ways may read the same
          <li key={place}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
