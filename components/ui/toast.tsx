import { X } from 'lucide-react'
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'
import { texts } from '../texts'
import { Button } from './button'
import { IconButton } from './icon-button'

export type ToastLine = { words: string; look?: 'plain' | 'danger'; undo?: () => void }

const Show = createContext<(line: ToastLine) => void>(() => {})

const plainSeconds = 8

/** Says one line at the foot of the page. With a way back it stays until it is used or dismissed: nobody has to be quick. */
export function useToast(): (line: ToastLine) => void {
  return use(Show)
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ line: ToastLine; number: number } | null>(null)
  const show = useCallback((line: ToastLine) => setShown((last) => ({ line, number: (last?.number ?? 0) + 1 })), [])
  const hide = useCallback(() => setShown(null), [])
  const stays = shown?.line.undo !== undefined || shown?.line.look === 'danger'
  const number = shown?.number
  useEffect(() => {
    if (number === undefined || stays) return
    const timer = setTimeout(hide, plainSeconds * 1000)
    return () => clearTimeout(timer)
  }, [number, stays, hide])
  return (
    <Show value={show}>
      {children}
      <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-40 flex justify-center p-4">
        {shown ? (
          <div
            key={shown.number}
            className="quiet-in pointer-events-auto flex max-w-[34rem] items-center rounded-surface border border-line bg-surface ps-4 shadow-float"
          >
            <p className={`wrap-anywhere min-w-0 grow py-2 ${shown.line.look === 'danger' ? 'text-danger' : ''}`}>
              {shown.line.words}
            </p>
            {shown.line.undo ? (
              <Button
                look="plain"
                className="px-3!"
                onClick={() => {
                  hide()
                  shown.line.undo?.()
                }}
              >
                {texts.threads.undo}
              </Button>
            ) : null}
            <IconButton icon={X} label={texts.threads.dismiss} onClick={hide} />
          </div>
        ) : null}
      </div>
    </Show>
  )
}
