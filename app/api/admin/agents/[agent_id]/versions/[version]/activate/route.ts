import { activateVersionRow } from '@/lib/dialects/console/activate-version'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(activateVersionRow)
