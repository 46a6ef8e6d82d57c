// public/widget.js: one script line, one widget; a page may have several. `window.Parley` is the first of them, and
// `Parley.widget(id)` any.
import { createWidget, type Widget } from './create-widget'
import { readSettings } from './read-settings'

type Call = [method: keyof Widget, ...args: unknown[]]

type Parley = Widget & {
  /** All of the page, by `data-id` or, without one, `data-agent`. */
  widgets: Map<string, Widget>
  /** `Parley.push(['open'])`: what a page may also say before this script has come. */
  push: (...calls: Call[]) => void
}

declare global {
  interface Window {
    Parley?: Parley | Call[]
  }
}

const line = document.currentScript

if (line instanceof HTMLScriptElement) {
  if (document.body) start(line)
  else addEventListener('DOMContentLoaded', () => start(line))
}

function start(script: HTMLScriptElement): void {
  const settings = readSettings(script)
  const widget = createWidget(settings)
  const known = window.Parley
  if (known && 'widgets' in known) return void known.widgets.set(settings.id, widget)
  const push = (...calls: Call[]) => {
    for (const [method, ...args] of calls) Reflect.apply(widget[method], null, args)
  }
  window.Parley = { ...widget, widgets: new Map([[settings.id, widget]]), push }
  if (known) push(...known)
}
