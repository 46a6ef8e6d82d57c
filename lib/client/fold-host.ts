import type { ToFrame } from './widget-messages'
import type { Variables } from './wire'

/** What the page around the widget's frame has said so far. */
export type HostState = {
  /** False while a page that will speak has not spoken. */
  isConnected: boolean
  isShown: boolean
  isInline: boolean
  /** The visitor has just opened the widget. */
  takesFocus: boolean
  variables: Variables
  /** To be sent as the visitor's words, first one first. */
  handed: readonly string[]
}

/** `handed-over`: the first of what was handed is on its way. */
export type HostAction = ToFrame | { type: 'handed-over' }

/** Before anything was said. A frame that no widget holds is shown and has nobody to wait for. */
export function quietHost(isWidget: boolean): HostState {
  return {
    isConnected: !isWidget,
    isShown: !isWidget,
    isInline: false,
    takesFocus: false,
    variables: {},
    handed: [],
  }
}

/** Pure. */
export function foldHost(state: HostState, action: HostAction): HostState {
  switch (action.type) {
    case 'connect': {
      const { variables, isShown, isInline } = action
      return { ...state, isConnected: true, variables, isShown, isInline }
    }
    case 'shown':
      return { ...state, isShown: action.isShown, takesFocus: action.takesFocus }
    case 'variables':
      return { ...state, variables: action.variables }
    case 'send':
      return { ...state, handed: [...state.handed, action.text] }
    case 'handed-over':
      return { ...state, handed: state.handed.slice(1) }
    case 'new':
      return state
  }
}
