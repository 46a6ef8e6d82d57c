import { ArrowRightLeft, Minus, PencilLine, Plus } from 'lucide-react'
import type { ChangeInWords } from '@/lib/client/console/agents-wire'
import { editorTexts } from '../texts/editor-texts'

/** A difference in words; what was added, what went and what changed have an icon each. */
export function ChangesList({ changes }: { changes: readonly ChangeInWords[] }) {
  if (changes.length === 0) return <p className="text-ink-soft">{editorTexts.versions.same}</p>
  return (
    <ul className="space-y-1.5">
      {changes.map(({ kind, words, path }, place) => {
        const { icon: Icon, look } = lookOf(kind)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a difference is never changed
          <li key={`${path} ${place}`} className="flex gap-2.5">
            <Icon size={15} aria-hidden className={`mt-0.5 shrink-0 ${look}`} />
            <bdi className="wrap-anywhere min-w-0">{words}</bdi>
          </li>
        )
      })}
    </ul>
  )
}

function lookOf(kind: string) {
  if (kind.endsWith('_added')) return { icon: Plus, look: 'text-ok' }
  if (kind.endsWith('_removed')) return { icon: Minus, look: 'text-danger' }
  return kind.startsWith('transition')
    ? { icon: ArrowRightLeft, look: 'text-transition' }
    : { icon: PencilLine, look: 'text-accent' }
}
