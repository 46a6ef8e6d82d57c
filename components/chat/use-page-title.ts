import { useEffect } from 'react'
import { texts } from '../texts'

/** What the browser's tab says: the conversation, while one is open. */
export function usePageTitle(conversation: string | null): void {
  useEffect(() => {
    document.title = conversation ? `${conversation} \u00b7 ${texts.product}` : texts.product
  }, [conversation])
}
