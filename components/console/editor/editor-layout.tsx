import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { type Tab, Tabs } from '@/components/ui/tabs'
import { useAddress } from '@/lib/client/console/use-address'
import { useMedia } from '@/lib/client/use-media'
import { editorTexts } from '../texts/editor-texts'
import { useEditor } from './editor-context'
import { FindingsPanel } from './findings-panel'
import { JsonPanel } from './json/json-panel'
import { VersionsPanel } from './versions/versions-panel'

const GraphCanvas = dynamic(() => import('./graph/graph-canvas'), {
  ssr: false,
  loading: () => (
    <p role="status" className="waiting-dot p-4 text-ink-soft">
      {editorTexts.graph.loading}
    </p>
  ),
})

const loading = () => (
  <p role="status" className="waiting-dot p-4 text-ink-soft">
    {editorTexts.loadingView}
  </p>
)
const NodePanel = dynamic(() => import('./panel/node-panel'), { loading })
const TryPanel = dynamic(() => import('./try/try-panel'), { loading })
const TestsPanel = dynamic(() => import('./tests/tests-panel'), { loading })

type View = 'graph' | 'settings' | 'try' | 'tests' | 'json' | 'findings' | 'versions'

/** The graph with a panel beside it; on phones one of them at a time. Assistants have no graph: the panel is all. */
export function EditorLayout({ goal }: { goal: { nodeId: string } | null }) {
  const { draft, agent } = useEditor()
  const isWide = useMedia('(min-width: 64rem)')
  const hasGraph = agent.kind === 'workflow'
  const [view, setView] = useState<View | null>(null)
  // A link may lead to a view of it.
  const linked = useAddress().read('view')
  const [isSheetOpen, setSheetOpen] = useState(false)
  const words = editorTexts.tabs
  const tabs: (Tab<View> | null)[] = [
    hasGraph && !isWide ? { id: 'graph', label: words.graph } : null,
    { id: 'settings', label: words.settings },
    { id: 'try', label: words.try },
    { id: 'tests', label: words.tests },
    { id: 'json', label: words.json },
    { id: 'findings', label: words.findings, count: draft.findings.length },
    { id: 'versions', label: words.versions },
  ]
  const shown = tabs.filter((tab) => tab !== null)
  const first = hasGraph && !isWide ? 'graph' : 'settings'
  const current = shown.find(({ id }) => id === (view ?? linked))?.id ?? first
  // Beside the graph of a phone there is no room: a sheet covers its lower part.
  const openPanel = () => (current === 'graph' ? setSheetOpen(true) : setView('settings'))
  const panel = {
    graph: <GraphCanvas goal={goal} onOpenPanel={openPanel} />,
    settings: scrolling(<NodePanel />),
    try: <TryPanel />,
    tests: scrolling(<TestsPanel />),
    json: <JsonPanel />,
    findings: scrolling(<FindingsPanel onOpenPanel={openPanel} />),
    versions: scrolling(<VersionsPanel />),
  }[current]
  return (
    <div
      className={`min-h-0 grow ${hasGraph && isWide ? 'grid grid-cols-[minmax(0,1fr)_26rem] grid-rows-[minmax(0,1fr)]' : 'flex flex-col'}`}
    >
      {hasGraph && isWide ? <GraphCanvas goal={goal} onOpenPanel={openPanel} /> : null}
      <Tabs
        label={words.label}
        tabs={shown}
        current={current}
        onChange={setView}
        className={`min-w-0 grow ${hasGraph && isWide ? 'border-line border-s' : ''}`}
      >
        {panel}
      </Tabs>
      {isSheetOpen && current === 'graph' ? (
        <Dialog title={words.settings} place="below" onClose={() => setSheetOpen(false)}>
          <NodePanel />
        </Dialog>
      ) : null}
    </div>
  )
}

// Positioned: what only screen readers see in it must not make the page itself longer.
function scrolling(view: ReactNode) {
  return <div className="relative h-full overflow-y-auto">{view}</div>
}
