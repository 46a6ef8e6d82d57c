/** Whether keys belong to a field: it has its own undo, its own copy, its own arrows. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=true]') !== null
}
