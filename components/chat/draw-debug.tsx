import { lazy, Suspense } from 'react'
import { texts } from '../texts'
import type { DrawDebug } from './chat-panel'

// Loaded when it is opened for the first time.
const DebugPanel = lazy(() => import('./debug-panel').then((module) => ({ default: module.DebugPanel })))

export const drawDebug: DrawDebug = (view, asked, onClose) => (
  <Suspense fallback={<p className="p-3 text-ink-soft">{texts.debug.loading}</p>}>
    <DebugPanel key={view.id} view={view} asked={asked} onClose={onClose} />
  </Suspense>
)
