// A condition that is tied to a column, and the way there.
import type { ColumnPlace } from './draft'
import type { Step } from './find-path'

export type Operand = { place: ColumnPlace; path: readonly Step[] }

export type Condition = Operand & {
  /** `null`: no value in the column · `none`: no row at the end of the path. */
  test: 'equal' | 'name' | 'like' | 'null' | 'none' | '>' | '<' | '>=' | '<=' | '='
  value: string | number
  /** Other values that are as good. */
  others?: readonly string[]
  said: string
}
