/** One of several things that may be chosen together. */
export function CheckField({
  label,
  isChecked,
  isDisabled = false,
  onChange,
}: {
  label: string
  isChecked: boolean
  isDisabled?: boolean
  onChange: (isChecked: boolean) => void
}) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-2.5 md:min-h-10">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4.5 shrink-0 accent-accent"
      />
      <span className="wrap-anywhere min-w-0">{label}</span>
    </label>
  )
}
