import type { WidgetEvent } from '@/lib/client/widget-messages'
import type { Variables } from '@/lib/client/wire'
import { connectFrame, type Said } from './connect-frame'
import { make } from './make'
import { offerGreeting } from './offer-greeting'
import type { WidgetSettings } from './read-settings'
import { styleSheet } from './styles'

type Heard = WidgetEvent | { type: 'opened' | 'closed' }
type Listener = (event: Heard) => void

export type Widget = {
  open: () => void
  close: () => void
  toggle: () => void
  /** Opens, and sends this as the visitor's words. */
  send: (text: string) => void
  /** What the next conversation is opened with. */
  setVariables: (variables: Variables) => void
  newConversation: () => void
  /** Gives back what ends it. */
  on: (type: Heard['type'], listener: Listener) => () => void
  remove: () => void
}

/** One widget on the page: a button with its panel, or a panel that fills an element. Its frame is loaded once it opens. */
export function createWidget(settings: WidgetSettings): Widget {
  const { inlineIn, isGrowing, frameUrl, labels, scheme } = settings
  const listeners = new Set<[type: Heard['type'], hears: Listener]>()
  let variables: Variables = {}
  let isOpen = false
  let unread = 0

  const frame = make('iframe', { title: labels.title, allow: 'clipboard-write', loading: 'lazy' })
  const leave = make('button', { className: 'x', textContent: '×', ariaLabel: labels.close, onclick: close })
  const isInline = inlineIn !== null
  const role = isInline ? 'region' : 'dialog'
  const panel = make('div', { className: 'p', role, ariaLabel: labels.title, hidden: true }, frame)
  const count = make('span', { className: 'n' })
  const button = make('button', { className: 'b', onclick: toggle }, count)
  const root = make('div', { className: `w ${settings.side}` }, panel)
  const host = document.createElement('parley-widget')
  const shadow = host.attachShadow({ mode: 'open' })

  const link = connectFrame(frame, { origin: frameUrl.origin, greet, hear })
  const greeting = isInline ? null : offerGreeting(settings, { root, open })

  shadow.adoptedStyleSheets = [styleSheet(isInline)]
  shadow.append(root)
  root.style.colorScheme = scheme === 'auto' ? 'light dark' : scheme
  for (const [name, value] of settings.properties) host.style.setProperty(name, value)
  if (inlineIn) fill(inlineIn)
  else standInCorner()

  function fill(target: Element): void {
    // An element without a height would show nothing.
    if (!target.clientHeight && !host.style.getPropertyValue('--parley-height')) grow(640)
    target.append(host)
    open()
  }

  function standInCorner(): void {
    panel.append(leave)
    root.prepend(button)
    root.onkeydown = ({ key }) => {
      if (key === 'Escape') close()
    }
    drawButton()
    document.body.append(host)
  }

  function drawButton(): void {
    const label = isOpen ? labels.close : labels.open
    button.ariaLabel = unread ? `${label} (${unread})` : label
    button.ariaExpanded = String(isOpen)
    count.textContent = String(unread)
    count.hidden = !unread
  }

  function greet() {
    const styles = getComputedStyle(host)
    const [accent = '', font = ''] = ['accent', 'font'].map((name) => styles.getPropertyValue(`--parley-${name}`))
    return { type: 'connect', theme: { accent, font, scheme }, variables, isShown: isOpen, isInline } as const
  }

  function hear(message: Said): void {
    if (message.type === 'close') {
      close()
      return
    }
    if (message.type === 'ready') panel.classList.add('ready')
    if (message.type === 'height' && isGrowing) grow(message.height)
    if (message.type === 'unread') {
      unread = message.count
      drawButton()
    }
    say(message)
  }

  function say(event: Heard): void {
    for (const [type, hears] of listeners) if (type === event.type) hears(event)
  }

  function grow(height: number): void {
    host.style.setProperty('--parley-height', `${height}px`)
  }

  function open(): void {
    if (isOpen) return
    if (!frame.src) frame.src = frameUrl.href
    isOpen = true
    panel.hidden = false
    greeting?.dismiss()
    drawButton()
    // Only where somebody has just pressed something: a page that opens by itself takes nobody's focus.
    const takesFocus = !isInline && navigator.userActivation?.isActive
    if (takesFocus) frame.focus()
    link.tell({ type: 'shown', isShown: true, takesFocus })
    say({ type: 'opened' })
  }

  function close(): void {
    if (!isOpen || isInline) return
    isOpen = false
    const hadFocus = panel.contains(shadow.activeElement)
    panel.hidden = true
    drawButton()
    if (hadFocus) button.focus()
    link.tell({ type: 'shown', isShown: false, takesFocus: false })
    say({ type: 'closed' })
  }

  function toggle(): void {
    if (isOpen) close()
    else open()
  }

  return {
    open,
    close,
    toggle,
    send(text) {
      open()
      link.tell({ type: 'send', text: String(text) })
    },
    setVariables(given) {
      variables = { ...variables, ...given }
      link.tell({ type: 'variables', variables })
    },
    newConversation: () => link.tell({ type: 'new' }),
    on(type, listener) {
      const entry: [Heard['type'], Listener] = [type, listener]
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
    remove() {
      greeting?.stop()
      link.close()
      host.remove()
    },
  }
}
