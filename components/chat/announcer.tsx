import { parseMarkdown } from '@/lib/client/markdown/parse-markdown'
import { plainText } from '@/lib/client/markdown/plain-text'

/** Tells a screen reader of each finished message, once, and never of its single words. */
export function Announcer({ heard }: { heard: { id: string; text: string } | null }) {
  return (
    <div aria-live="polite" className="sr-only">
      {heard ? <p key={heard.id}>{plainText(parseMarkdown(heard.text))}</p> : null}
    </div>
  )
}
