import type { WidgetTheme } from '@/lib/client/widget-messages'

export type WidgetSettings = {
  id: string
  frameUrl: URL
  /** Where the widget fills an element of the page; null: a button in the corner. */
  inlineIn: Element | null
  /** Grows with what is said. */
  isGrowing: boolean
  side: string
  scheme: WidgetTheme['scheme']
  /** CSS properties of the widget's element, with their values. */
  properties: [name: string, value: string][]
  greeting: string
  greetingAfter: number
  labels: { open: string; close: string; dismiss: string; title: string }
}

/** What the script line says: `src` names our server, the `data-` attributes the rest. */
export function readSettings({ src, dataset }: HTMLScriptElement): WidgetSettings {
  const { agent = '', id = agent, mode, target = '', greeting = '', greetingAfter = 5, side = '' } = dataset
  const { height, colorScheme, title = 'Chat', labels = 'Open chat, Close chat, Dismiss' } = dataset
  const [open = '', close = '', dismiss = ''] = labels.split(',')
  const isGrowing = mode === 'inline' && height === 'auto'
  return {
    id,
    frameUrl: new URL(`embed/${encodeURIComponent(agent)}#widget`, src),
    inlineIn: mode === 'inline' ? document.querySelector(target) : null,
    isGrowing,
    side,
    scheme: colorScheme === 'light' || colorScheme === 'dark' ? colorScheme : 'auto',
    properties: ['accent', 'radius', 'font', 'height'].map((name) => [
      `--parley-${name}`,
      isGrowing && name === 'height' ? '' : (dataset[name] ?? ''),
    ]),
    greeting,
    greetingAfter: Number(greetingAfter),
    labels: { open, close, dismiss, title },
  }
}
