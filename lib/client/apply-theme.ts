import type { WidgetTheme } from './widget-messages'

/** The host's wishes for the frame. What is not a colour or a list of fonts has no effect. */
export function applyTheme({ accent, font, scheme }: WidgetTheme): void {
  const { style, dataset } = document.documentElement
  if (scheme !== 'auto') dataset.theme = scheme
  if (font) document.body.style.fontFamily = font
  if (!CSS.supports('color', accent)) return
  style.setProperty('--accent', accent)
  // Black or white, whichever can be read on it.
  style.setProperty('--accent-ink', 'oklch(from var(--accent) clamp(0, (0.65 - l) * 1000, 1) 0 0)')
  style.setProperty('--accent-soft', 'color-mix(in oklch, var(--accent) 14%, var(--paper))')
}
