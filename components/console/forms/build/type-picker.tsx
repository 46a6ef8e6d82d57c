import { Dialog } from '@/components/ui/dialog'
import type { FieldType } from '@/lib/domain/form'
import { formTexts } from '../../texts/form-texts'
import { fieldIcon } from './field-icons'

// What most forms ask for comes first.
const order: readonly FieldType[] = [
  ...(['text', 'long_text', 'choice', 'choices', 'yes_no', 'rating', 'name', 'email', 'phone'] as const),
  ...(['number', 'money', 'date', 'time', 'date_time', 'address', 'postal_code', 'url'] as const),
]

/** The kinds of answers, in plain words. */
export function TypePicker({ onPick, onClose }: { onPick: (type: FieldType) => void; onClose: () => void }) {
  return (
    <Dialog title={formTexts.build.addTitle} onClose={onClose}>
      <ul className="grid gap-1 px-4 pb-4 sm:grid-cols-2">
        {order.map((type) => {
          const Icon = fieldIcon(type)
          const { name, detail } = formTexts.types[type]
          return (
            <li key={type}>
              <button
                type="button"
                onClick={() => onPick(type)}
                className="flex min-h-12 w-full items-center gap-3 rounded-control px-3 py-1.5 text-start hover:bg-sunken"
              >
                <Icon size={18} strokeWidth={1.75} aria-hidden className="shrink-0 text-accent" />
                <span>
                  <span className="block font-medium">{name}</span>
                  <span className="block text-ink-soft text-xs">{detail}</span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
