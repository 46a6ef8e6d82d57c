/**
 * What a message may show, and nothing else: there is no node that carries HTML, an attribute or a remote image.
 * The page makes React elements of it, so no text of an agent is ever parsed as HTML.
 */
export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'heading'; level: number; content: Inline[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; start: number | null; items: ListItem[] }
  | { kind: 'table'; head: Cell[]; rows: Cell[][] }
  | { kind: 'rule' }

export type ListItem = { checked: boolean | null; blocks: Block[] }

export type Cell = { align: 'left' | 'center' | 'right' | null; content: Inline[] }

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis' | 'deleted'; content: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'link'; target: LinkTarget; content: Inline[] }
  /** `[1]`: the first source of the answer. */
  | { kind: 'mark'; number: number }

/** Where a link leads: `place` is what the reader is shown of it, its host or its address. */
export type LinkTarget = { href: string; place: string }
