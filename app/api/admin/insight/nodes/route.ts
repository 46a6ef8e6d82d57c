import { nodeFiguresRow } from '@/lib/dialects/console/insight/node-figures'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(nodeFiguresRow)
