import { CircleAlert, TriangleAlert } from 'lucide-react'
import { nodeName, nodeOf } from '@/lib/client/console/agent-document'
import type { Finding } from '@/lib/client/console/agents-wire'
import { findingWords } from '@/lib/client/console/sentence'
import { editorTexts } from '../texts/editor-texts'
import { useEditor } from './editor-context'

/** What is wrong and what is probably not meant; each leads to its node and field. */
export function FindingsPanel({ onOpenPanel }: { onOpenPanel: () => void }) {
  const { draft, select, goTo } = useEditor()
  const words = editorTexts.findings
  const sorted = draft.findings.toSorted((a, b) => Number(b.level === 'error') - Number(a.level === 'error'))
  if (sorted.length === 0) return <p className="p-4 text-ok">{words.none}</p>
  const open = ({ node_id, path }: Finding) => {
    if (node_id) goTo(node_id, path)
    else select({ kind: 'workflow', ids: [], path })
    onOpenPanel()
  }
  const nameOf = ({ node_id }: Finding) => {
    const node = node_id ? nodeOf(draft.document, node_id) : null
    return <bdi className="font-medium">{node ? nodeName(node) : words.whole}</bdi>
  }
  return (
    <ul className="divide-y divide-line">
      {sorted.map((finding) => (
        <li key={`${finding.path} ${finding.message}`}>
          <button
            type="button"
            onClick={() => open(finding)}
            className="flex min-h-11 w-full gap-2.5 px-4 py-2.5 text-start hover:bg-sunken focus-visible:outline-offset-[-2px]"
          >
            {finding.level === 'error' ? (
              <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-danger" />
            ) : (
              <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-variable" />
            )}
            <span className="wrap-anywhere min-w-0">
              <span className="sr-only">{words[finding.level]}: </span>
              {findingWords(finding)}
              <span className="block text-ink-soft text-xs">
                {nameOf(finding)} <code className="font-mono">{finding.path}</code>
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
