import type { ReactNode } from 'react'
import { ProgressLine } from '../ui/progress-line'
import { uploadTexts as words } from './upload-texts'

/** A file by name and size, how far it is, and what can be done with it. */
export function FileRow({
  name,
  size,
  detail,
  isFailed,
  progress,
  children,
}: {
  name: string
  size: number
  detail: string
  isFailed: boolean
  /** Null where nothing goes on. */
  progress: { share: number | null } | null
  children: ReactNode
}) {
  return (
    <li className="rounded-control border border-line bg-surface ps-3">
      <div className="flex items-start">
        <div className="min-w-0 grow py-2">
          <p title={name} className="truncate">
            <bdi className="font-medium">{name}</bdi>
          </p>
          <p className="wrap-anywhere text-ink-soft text-xs tabular-nums">
            {sizeText(size)}
            {isFailed ? <span className="block text-danger">{detail}</span> : ` · ${detail}`}
          </p>
        </div>
        <div className="flex shrink-0">{children}</div>
      </div>
      {progress ? (
        <div className="pe-3 pb-2.5">
          <ProgressLine label={words.progress(name)} share={progress.share} />
        </div>
      ) : null}
    </li>
  )
}

/** A file's size for people. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kib = bytes / 1024
  return kib < 1000 ? `${Math.ceil(kib)} KB` : `${(kib / 1024).toFixed(1)} MB`
}
