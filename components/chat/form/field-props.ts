import type { FieldView } from '@/lib/client/wire'

/** What every input of a field is given. */
export type FieldInputProps = {
  field: FieldView
  conversationId: string
  /** What stands in it at first, as the visitor would write it. */
  initial: string
  /** An answer is on its way: nothing can be sent, the focus stays. */
  isBusy: boolean
  /** Half-written values survive a reload. */
  isKept: boolean
  onAnswer: (text: string) => void
}
