import { applyFormChange } from '@/lib/domain/apply-form-change'
import type { FormChange, FormField, FormState } from '@/lib/domain/form'
import type { Json, JsonObject } from '@/lib/domain/json'
import type { Source } from '@/lib/domain/turn-event'
import type { CollectNode } from '@/lib/domain/workflow'

/** One thing that a form says; `formWords` has the words. */
export type FormSay =
  /** `kept`: the answer it has already, where a field is asked once more. */
  | { kind: 'ask'; field: FormField; kept: Json | null }
  | { kind: 'confirm'; field: FormField; value: Json }
  | { kind: 'review'; answers: readonly Given[] }
  | { kind: 'shown'; answers: readonly Given[] }
  | { kind: 'retry'; problem: string }
  | { kind: 'refused'; field: FormField; problem: string }
  | { kind: 'corrected' | 'noted'; fields: readonly Given[] }
  | { kind: 'removed' | 'skipped' | 'needed' | 'passed-over'; field: FormField }
  /** An answer to a side question: the author's words, or the documents'. */
  | { kind: 'aside'; text: string }
  | { kind: 'quoted'; source: Source }
  | { kind: 'cannot-answer'; field: FormField | null }
  | { kind: 'paused' | 'still-paused' | 'started-over' | 'is-first' | 'what-to-change' | 'go-ahead' }

export type Given = { field: FormField; value: Json }

/** A form's next state while it is being decided, with the changes that lead there and what is said of them. */
export class FormDraft {
  readonly changes: FormChange[] = []
  readonly say: FormSay[] = []
  why: string | null = null
  /** To be looked up before it can be said. */
  search: string | null = null

  constructor(
    readonly node: CollectNode,
    public form: FormState,
    public variables: JsonObject,
  ) {}

  change(change: FormChange): this {
    this.changes.push(change)
    const next = applyFormChange({ form: this.form, variables: this.variables }, change)
    this.form = next.form
    this.variables = next.variables
    return this
  }

  tell(say: FormSay): this {
    this.say.push(say)
    return this
  }

  field(id: string | null | undefined): FormField | null {
    return this.node.fields.find((field) => field.id === id) ?? null
  }

  value(field: FormField): Json | null {
    return Object.hasOwn(this.variables, field.id) ? (this.variables[field.id] ?? null) : null
  }

  given(): Given[] {
    return this.node.fields.flatMap((field) => {
      const value = this.value(field)
      return value === null ? [] : [{ field, value }]
    })
  }

  clear(field: FormField, because: string | null): void {
    this.change({ kind: 'cleared', field: field.id, old: this.value(field), because, ...mark(field) })
  }
}

/** What marks a change as one that tells a sensitive field's value. */
export function mark({ sensitive }: FormField): { isSensitive?: true } {
  return sensitive ? { isSensitive: true } : {}
}
