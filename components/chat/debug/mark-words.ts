const name = 'why-words'

const articleOf = (messageId: string) =>
  document.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`)

/** Marks where words stand in a message, without touching its elements; false where they are not to be found. */
export function markWords(messageId: string, words: string): boolean {
  unmarkWords()
  const article = articleOf(messageId)
  const range = article && rangeOf(article, words)
  if (!article || !range) return false
  if (typeof Highlight !== 'undefined') CSS.highlights.set(name, new Highlight(range))
  article.scrollIntoView({ block: 'nearest' })
  return true
}

export function unmarkWords(): void {
  if (typeof Highlight !== 'undefined') CSS.highlights.delete(name)
}

/** Scrolls to a message and gives it the focus. */
export function showMessage(messageId: string): void {
  const article = articleOf(messageId)
  if (!article) return
  article.tabIndex = -1
  article.focus({ preventScroll: true })
  article.scrollIntoView({ block: 'center' })
}

/** The words may run over several text nodes, and be written in another case. */
function rangeOf(article: HTMLElement, words: string): Range | null {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return null
  // The first line of a message, for screen readers, names who said it.
  const walker = document.createTreeWalker(article.querySelector('.said') ?? article, NodeFilter.SHOW_TEXT)
  const nodes: { node: Node; start: number }[] = []
  let text = ''
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start: text.length })
    text += node.textContent ?? ''
  }
  const start = text.toLowerCase().indexOf(wanted)
  if (start < 0) return null
  const range = new Range()
  const place = (at: number, isEnd: boolean) => {
    const found = nodes.findLast((one) => (isEnd ? one.start < at : one.start <= at))
    if (!found) return
    if (isEnd) range.setEnd(found.node, at - found.start)
    else range.setStart(found.node, at - found.start)
  }
  place(start, false)
  place(start + wanted.length, true)
  return range
}
