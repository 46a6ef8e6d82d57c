import { make } from './make'
import type { WidgetSettings } from './read-settings'

/** The proactive message beside the button. Once the visitor has opened or dismissed it, it does not come again. */
export function offerGreeting(
  { id, greeting, greetingAfter, labels }: WidgetSettings,
  place: { root: Element; open: () => void },
): { dismiss: () => void; stop: () => void } {
  const name = `parley.greeted.${id}`
  // The status stands there before its words come: only then are they announced.
  const bubble = make('div', { className: 'g', role: 'status', hidden: true })
  const show = () => {
    bubble.hidden = false
    bubble.append(
      make('button', { textContent: greeting, onclick: place.open }),
      make('button', { className: 'x', textContent: '×', ariaLabel: labels.dismiss, onclick: dismiss }),
    )
  }
  const stop = () => {
    clearTimeout(waiting)
    bubble.remove()
  }
  const dismiss = () => {
    stop()
    if (greeting) kept(name, greeting)
  }
  const isDue = greeting && kept(name) !== greeting
  const waiting = isDue ? setTimeout(show, greetingAfter * 1000) : undefined
  place.root.append(bubble)
  return { dismiss, stop }
}

/** Reads, or writes what is given. A host that refuses storage greets again. */
function kept(name: string, value?: string): string | null {
  try {
    if (value) localStorage.setItem(name, value)
    return localStorage.getItem(name)
  } catch {
    return null
  }
}
