import type { UseQueryResult } from '@tanstack/react-query'
import type { ChangeInWords } from '@/lib/client/console/agents-wire'
import { formTexts } from '../../texts/form-texts'

const words = formTexts.build

/** The difference of two versions, in words. */
export function ChangeList({ query }: { query: UseQueryResult<{ changes: ChangeInWords[] }> }) {
  if (query.error) return <p className="text-danger">{words.compareFailed}</p>
  if (!query.data) return <p className="waiting-dot text-ink-soft">{words.comparing}</p>
  const { changes } = query.data
  if (changes.length === 0) return <p className="text-ink-soft">{words.same}</p>
  return (
    <ul className="wrap-anywhere max-h-48 list-disc space-y-1 overflow-y-auto ps-5">
      {changes.map(({ path, words: said }) => (
        <li key={`${path} ${said}`} dir="auto">
          {said}
        </li>
      ))}
    </ul>
  )
}
