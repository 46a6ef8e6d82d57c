// What the console tells of an agent's document.

type Part = 'node' | 'transition' | 'intent' | 'variable' | 'field'

/** `prompt_changed`: what a model is told; `text_changed`: what is said. */
export type ChangeKind =
  | `${Part}_added`
  | `${Part}_removed`
  | `${Part}_changed`
  | 'prompt_changed'
  | 'text_changed'
  | 'setting_changed'

/** One difference between two documents, in words for people. `before`, `after`: the values, where there are two to show. */
export type Change = {
  kind: ChangeKind
  nodeId: string | null
  nodeName: string | null
  words: string
  before?: unknown
  after?: unknown
  /** In the newer document; of what was removed, in the older. */
  path: string
}

/** Something wrong with a document; an error keeps it from being published, a warning does not. */
export type DocumentFinding = {
  level: 'error' | 'warning'
  /** `workflow.nodes[3].transitions[0].target` */
  path: string
  /** The node that it stands in. */
  nodeId: string | null
  message: string
}
