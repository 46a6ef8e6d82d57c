import { useEffect } from 'react'

/** Says how high the frame would have to be to show all that was said; for the conversation that is loaded. */
export function useFrameHeight(loadedId: string | null, tell: ((height: number) => void) | null): void {
  useEffect(() => {
    const said = loadedId === null ? null : document.querySelector<HTMLElement>('[data-said]')
    const around = said?.parentElement
    if (!said || !around || !tell) return
    const watch = new ResizeObserver(() => tell(innerHeight - around.clientHeight + said.offsetHeight))
    watch.observe(said)
    return () => watch.disconnect()
  }, [loadedId, tell])
}
