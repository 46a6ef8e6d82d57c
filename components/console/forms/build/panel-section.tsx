import { type ReactNode, useState } from 'react'

/** A part of a panel that can be folded away; opened where something in it is set or wrong, and from then on by hand. */
export function PanelSection({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  const [wasOpen, setWasOpen] = useState(isOpen)
  if (isOpen && !wasOpen) setWasOpen(true)
  return (
    <details open={wasOpen} className="border-line border-t">
      <summary className="min-h-11 py-2.5 font-medium">{title}</summary>
      <div className="space-y-4 pb-4">{children}</div>
    </details>
  )
}
