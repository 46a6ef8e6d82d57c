import type { LucideIcon } from 'lucide-react'
import { takesFocus } from './dialog'

/** One of a few large choices with a name and what it means; the chosen one has the focus as its dialog opens. `group`: the name that they share. */
export function ChoiceCard({
  group,
  icon: Icon,
  title,
  detail,
  isChosen,
  onChoose,
}: {
  group: string
  icon: LucideIcon
  title: string
  detail: string
  isChosen: boolean
  onChoose: () => void
}) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-control border border-line p-3 outline-accent hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2">
      <input
        ref={isChosen ? takesFocus : null}
        type="radio"
        name={group}
        checked={isChosen}
        onChange={onChoose}
        className="sr-only"
      />
      <Icon size={18} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <span>
        <span className="block font-medium">{title}</span>
        <span className="block text-ink-soft text-xs">{detail}</span>
      </span>
    </label>
  )
}
