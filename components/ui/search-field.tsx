import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { controlLook } from './control-look'

const pauseMs = 250

/** What is written is heard once the writer pauses. */
export function SearchField({
  label,
  value,
  onChange,
  className = '',
}: {
  label: string
  value: string
  onChange: (value: string) => void
  className?: string
}) {
  const [typed, setTyped] = useState({ from: value, text: value })
  const shown = typed.from === value ? typed.text : value
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const tell = (text: string) => {
    clearTimeout(timer.current)
    if (text !== value) onChange(text)
  }
  return (
    <div className={`relative ${className}`}>
      <Search size={16} aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto text-ink-soft" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={shown}
        onChange={({ target }) => {
          setTyped({ from: value, text: target.value })
          clearTimeout(timer.current)
          timer.current = setTimeout(() => tell(target.value), pauseMs)
        }}
        onKeyDown={(event) => event.key === 'Enter' && tell(shown)}
        className={`${controlLook} ps-9!`}
      />
    </div>
  )
}
