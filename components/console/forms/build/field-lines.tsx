import { CircleHelp, EyeOff, GitBranch } from 'lucide-react'
import { type FieldDocument, fieldName, textOf } from '@/lib/client/console/form-document'
import { formTexts } from '../../texts/form-texts'
import { fieldIcon, fieldTypeOf } from './field-icons'

const words = formTexts.build

/** A field in two lines: what it is called, and what it asks. */
export function FieldLines({ field }: { field: FieldDocument }) {
  const type = fieldTypeOf(field.type)
  const Icon = fieldIcon(field.type)
  const name = fieldName(field) || words.untitledField
  const marks = [
    field.required === false ? { Icon: CircleHelp, said: words.optional } : null,
    field.condition ? { Icon: GitBranch, said: words.conditional } : null,
    field.sensitive === true ? { Icon: EyeOff, said: words.sensitive } : null,
  ].filter((mark) => mark !== null)
  return (
    <>
      <Icon size={17} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-soft" />
      <span className="min-w-0 grow">
        <span className="flex items-center gap-1.5">
          <bdi className="truncate font-medium">{name}</bdi>
          {marks.map((mark) => (
            <mark.Icon key={mark.said} size={13} role="img" aria-label={mark.said} className="shrink-0 text-ink-soft" />
          ))}
        </span>
        <span className="block truncate text-ink-soft text-xs">
          {type ? `${formTexts.types[type].name} · ` : ''}
          <bdi>{textOf(field.question)}</bdi>
        </span>
      </span>
    </>
  )
}
