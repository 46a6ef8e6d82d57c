import { CircleAlert, TriangleAlert } from 'lucide-react'
import { findingWords } from '@/lib/client/console/sentence'
import { editorTexts } from '../../../texts/editor-texts'
import { useEditor } from '../../editor-context'

/** What is wrong with what is selected, above its fields: some of it belongs to no single one. `nodeId` null: to no node. */
export function FindingsHere({ nodeId }: { nodeId: string | null }) {
  const { draft, selection, select } = useEditor()
  const found = draft.findings.filter(({ node_id }) => (node_id ?? null) === nodeId)
  if (found.length === 0) return null
  return (
    <ul className="space-y-1 rounded-surface bg-sunken p-2">
      {found.map(({ level, path, message }) => (
        <li key={`${path} ${message}`}>
          <button
            type="button"
            onClick={() => select({ ...selection, path })}
            className="flex min-h-8 w-full gap-2 rounded-control px-1 py-1 text-start text-xs hover:bg-surface"
          >
            {level === 'error' ? (
              <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0 text-danger" />
            ) : (
              <TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0 text-variable" />
            )}
            <span className="wrap-anywhere min-w-0">
              <span className="sr-only">{editorTexts.findings[level]}: </span>
              {findingWords({ path, message })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
