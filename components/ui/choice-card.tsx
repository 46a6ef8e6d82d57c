import type { LucideIcon } from 'lucide-react'

/** One of a few large choices with a name and what it means. `group`: the name that the choices share. */
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
      <input type="radio" name={group} checked={isChosen} onChange={onChoose} className="sr-only" />
      <Icon size={18} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <span>
        <span className="block font-medium">{title}</span>
        <span className="block text-ink-soft text-xs">{detail}</span>
      </span>
    </label>
  )
}
